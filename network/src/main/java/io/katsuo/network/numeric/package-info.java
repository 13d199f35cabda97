/** Layers evaluated and differentiated numerically, in double. */
package io.katsuo.network.numeric;
