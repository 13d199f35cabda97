/** {@code katsuo bench first-call}: the time of an op before the JVM has compiled it. */
package io.katsuo.bench.firstcall;
