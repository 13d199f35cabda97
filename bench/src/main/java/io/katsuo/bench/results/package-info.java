/** Results of JMH: reading its files, comparing them, and tables. */
package io.katsuo.bench.results;
