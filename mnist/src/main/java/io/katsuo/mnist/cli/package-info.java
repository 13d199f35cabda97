/**
 * The commands. Options are declared by hand instead of by annotations: reading annotations by reflection would cost
 * every start another 60 ms.
 */
package io.katsuo.mnist.cli;
