/**
 * Data-parallel training on Apache Spark. {@link io.katsuo.spark.SparkData} says where the samples are, {@link
 * io.katsuo.spark.SparkTrainer} trains; the result has the bits of one process with the same block size.
 */
package io.katsuo.spark;
