/** Flags of the world on coloured grounds, with the facts that flag-icons knows of their countries. */
package io.mindstream.generators.flags;
