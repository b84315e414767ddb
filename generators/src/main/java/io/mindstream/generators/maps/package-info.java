/** Plans of three by three blocks with a compass: where things are, how far, and which way. */
package io.mindstream.generators.maps;
