/**
 * Where the four MNIST files come from: a directory, the user's cache, or a mirror on the network; and the test that
 * they are MNIST.
 */
package io.katsuo.mnist.fetch;
