/** Numerical derivatives in double, of functions and of the formulas of a network. */
package io.katsuo.network.numeric;
