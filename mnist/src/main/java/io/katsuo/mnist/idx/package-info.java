/**
 * The IDX format of LeCun, Cortes and Burges: a magic number, the extents, and unsigned bytes, plain or in gzip. The
 * reader trusts no declaration that the bytes do not confirm.
 */
package io.katsuo.mnist.idx;
