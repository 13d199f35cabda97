/** Work that goes on while the caller does something else. */
package io.katsuo.mnist.background;
