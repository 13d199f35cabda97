package io.katsuo.bench.claim;

/**
 * The two large products of one backpropagation, which have as many multiply-adds.
 *
 * @param batch the number of images
 * @param forward the seconds of X·W1
 * @param gradient the seconds of Xᵀ·dH, the gradient of W1
 */
record Products(int batch, double forward, double gradient) {}
