/** Networks of layers: prediction, gradients and their check, training. */
package io.katsuo.network;
