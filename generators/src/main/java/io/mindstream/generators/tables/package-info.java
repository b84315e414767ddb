/** Small tables with a heading, a column of names, one of numbers and one of ticks. */
package io.mindstream.generators.tables;
