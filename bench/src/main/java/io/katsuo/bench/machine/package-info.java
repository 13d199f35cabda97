/** The limits of the machine: arithmetic, memory, the width of vectors; and fresh JVMs. */
package io.katsuo.bench.machine;
