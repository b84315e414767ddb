/**
 * Two panels side by side, before and after: what changed between them. An observation has one picture, so both panels are drawn in one.
 */
package io.mindstream.generators.changes;
