/**
 * Parquet files without a library: the known ones need Hadoop on the class path. Only what this program writes: columns of text, bytes and
 * numbers, plain, uncompressed, at most one level of lists (Apache Parquet format 2.x, data pages version 1).
 */
package io.mindstream.samples.exports.parquet;
