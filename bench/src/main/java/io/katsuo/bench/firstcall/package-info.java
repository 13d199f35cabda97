/** {@code katsuo bench first-call}: what an op costs before the JVM has compiled it. */
package io.katsuo.bench.firstcall;
