/** What the machine can do at best, whatever runs on it: arithmetic, memory, the width of vectors. */
package io.katsuo.bench.machine;
