/** What JMH measured: read from its files, compared, and as tables for people. */
package io.katsuo.bench.results;
