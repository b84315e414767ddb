/** Road signs of seven classes with symbols, arrows and speeds, a plate that names a distance, and things at the roadside. */
package io.mindstream.generators.signs;
