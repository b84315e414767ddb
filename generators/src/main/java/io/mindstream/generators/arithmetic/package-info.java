/** Sums whose first number is shown in one of many ways, from tally marks to lamps. */
package io.mindstream.generators.arithmetic;
