/** Receipts of shops: what was bought, how many, for how much, when. */
package io.mindstream.generators.receipts;
