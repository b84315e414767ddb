/** What a driver sees: warning lights and the instrument cluster. */
package io.mindstream.generators.automotive;
