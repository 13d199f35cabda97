/** A trial, which several systems run, and its timing by turns in one JVM. */
package io.katsuo.bench.peers.trial;
