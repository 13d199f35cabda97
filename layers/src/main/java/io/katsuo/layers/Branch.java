package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.add;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * The branch node, which passes one value to two nodes (sources, section on the branch node, also called copy node).
 * The derivative with respect to the value is the sum of the derivatives from the two branches: {@code dx = da + db}.
 * For N copies use {@link Repeat}.
 *
 * <p>It is not a {@link Layer}, since it has two outputs. Memory and concurrent use are as for a layer, but forward
 * copies nothing: no layer writes into its argument, so both branches may read the same tensor.
 */
public final class Branch {
    private final String name;
    private final Buffer dx = new Buffer();
    private Shape shape;

    /** A node named {@code branch}. */
    public Branch() {
        this("branch");
    }

    /** A node whose error messages start with this name. */
    public Branch(String name) {
        this.name = name;
    }

    /** {@return {@code x} itself, for both branches} */
    public Tensor forward(Tensor x) {
        shape = x.shape();
        return x;
    }

    /**
     * The derivative with respect to the value.
     *
     * @param da the derivative from one branch, of the value's shape
     * @param db the derivative from the other branch, of the value's shape
     * @return {@code da + db}, in memory owned by this node
     * @throws IllegalStateException if {@code forward} was not called before
     */
    public Tensor backward(Tensor da, Tensor db) {
        Check.afterForward(name, shape);
        Check.gradientShape(name, da, shape);
        Check.gradientShape(name, db, shape);
        return add(da, db, dx.like(shape, da, db, null));
    }
}
