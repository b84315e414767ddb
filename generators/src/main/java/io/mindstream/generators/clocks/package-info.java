/** Clocks of many makes, with hands and with digits, and what follows from the time that they show. */
package io.mindstream.generators.clocks;
