/** Proof that back-propagation is right, by comparison with numerical derivatives in double. */
package io.katsuo.network.gradcheck;
