package io.katsuo.core.ops;

import io.katsuo.core.kernel.Reducers;
import io.katsuo.core.kernel.gemm.PackedBlock;
import io.katsuo.core.kernel.gemm.Product;
import io.katsuo.core.parallel.PerThread;

/**
 * What an op needs besides its operands, kept for the thread's next op so that ops allocate nothing. An op inside
 * another op's block on the same thread gets a workspace of its own.
 */
final class Workspace {
    private static final PerThread<Workspace> FIRST = new PerThread<>();

    /** Set to false in a {@code finally} that calls nothing, since calls fail when the stack has overflowed. */
    boolean inUse;

    private Workspace next;
    private final ElementwisePlan plan = new ElementwisePlan();
    private final ReductionPlan reduction = new ReductionPlan();
    private final RowPlan rows = new RowPlan();
    private final GatherPlan gather = new GatherPlan();
    private final Product scratchProduct = new Product();
    private GemmPlan product;
    private PackedBlock packed;
    private final float[] lanes = new float[Reducers.LANES];
    private final float[] result = new float[1];
    private float[] floats = new float[0];
    private float[] partials = new float[0];

    private Workspace() {}

    /** A workspace that nobody uses, until {@link #inUse} is false. */
    static Workspace enter() {
        Workspace workspace = FIRST.get();
        if (workspace == null) {
            workspace = FIRST.set(new Workspace());
        }
        while (workspace.inUse) {
            if (workspace.next == null) {
                workspace.next = new Workspace();
            }
            workspace = workspace.next;
        }
        workspace.inUse = true;
        return workspace;
    }

    ElementwisePlan plan() {
        return plan;
    }

    ReductionPlan reduction() {
        return reduction;
    }

    RowPlan rows() {
        return rows;
    }

    GatherPlan gather() {
        return gather;
    }

    GemmPlan product() {
        if (product == null) {
            product = new GemmPlan();
        }
        return product;
    }

    /** A product for one part of another. */
    Product scratchProduct() {
        return scratchProduct;
    }

    /** Panels of B for one part of a product. */
    PackedBlock packed() {
        if (packed == null) {
            packed = new PackedBlock();
        }
        return packed;
    }

    /** The lanes of a lane tree. */
    float[] lanes() {
        return lanes;
    }

    /** Room for one result. */
    float[] result() {
        return result;
    }

    /** At least this many floats for results of blocks, the same array every time. */
    float[] partials(int n) {
        if (partials.length < n) {
            partials = new float[n];
        }
        return partials;
    }

    /** At least this many floats of any values, the same array every time. */
    float[] floats(int n) {
        if (floats.length < n) {
            floats = new float[n];
        }
        return floats;
    }
}
