/** What a user has ingested, as a source like any other. */
package io.mindstream.generators.user;
