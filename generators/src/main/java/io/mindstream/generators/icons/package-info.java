/** Coloured icons on coloured grounds, out of Material Design Icons. */
package io.mindstream.generators.icons;
