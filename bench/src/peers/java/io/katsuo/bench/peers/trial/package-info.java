/** One trial: what several systems are timed at, and the timing, in one JVM and by turns. */
package io.katsuo.bench.peers.trial;
