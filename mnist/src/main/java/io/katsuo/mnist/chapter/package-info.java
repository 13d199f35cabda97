/** The examples of the chapter: {@link io.katsuo.mnist.chapter.Chapter} lists them, and each class computes those of one page. */
package io.katsuo.mnist.chapter;
