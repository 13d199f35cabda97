/** {@code katsuo claim}: the cost of backpropagation against that of numerical differentiation, measured. */
package io.katsuo.bench.claim;
