/** Several ways to have the same gradient twice: by backpropagation, and by differences. */
package io.katsuo.bench.claim.sides;
