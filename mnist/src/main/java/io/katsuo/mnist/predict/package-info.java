/** Pictures of digits as MNIST's images, and what a network says of them. */
package io.katsuo.mnist.predict;
