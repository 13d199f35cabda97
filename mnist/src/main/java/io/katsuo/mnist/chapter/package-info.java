/**
 * The chapter on back-propagation as a row of small programs. Each is one idea to read from top to bottom, prints what
 * there is to see, and draws its figures from what it computed.
 */
package io.katsuo.mnist.chapter;
