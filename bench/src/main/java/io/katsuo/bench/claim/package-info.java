/** {@code katsuo claim}: backpropagation against numerical differentiation, measured. */
package io.katsuo.bench.claim;
