/** A page on which one draws a digit and watches a network read it, and the server that shows it. */
package io.katsuo.mnist.serve;
