/** Plane figures and solids with measured lengths. */
package io.mindstream.generators.geometry;
