/** Graphs of functions on a grid of whole numbers. */
package io.mindstream.generators.functions;
