/**
 * Katsuo beside other systems in one run: matrix products, training steps and functions of the same shapes, checked before they
 * are timed. Built by the Maven profile {@code peers}, because the peers' libraries are large.
 */
package io.katsuo.bench.peers;
