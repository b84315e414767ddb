/** Word problems: the picture shows how many there are and what one costs, the question tells what happens. */
package io.mindstream.generators.problems;
