/**
 * The IDX format of LeCun, Cortes and Burges: a magic number, the extents, and unsigned bytes, plain or in gzip. The
 * reader believes nothing that the bytes do not bear out.
 */
package io.katsuo.mnist.idx;
