package io.katsuo.core.ops;

import io.katsuo.core.kernel.gemm.Product;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;

/** Tensors as the arrays, offsets and strides of a product. */
final class Operands {
    private Operands() {}

    /** The factors. */
    static void fill(Product p, Tensor a, Tensor b) {
        Layout la = a.layout();
        Layout lb = b.layout();
        p.m = a.rank() == 1 ? 1 : a.dim(0);
        p.n = b.rank() == 1 ? 1 : b.dim(1);
        p.k = b.dim(0);
        p.a = a.array();
        p.ao = la.offset();
        p.ars = a.rank() == 1 ? 0 : la.stride(0);
        p.acs = la.stride(-1);
        p.b = b.array();
        p.bo = lb.offset();
        p.brs = lb.stride(0);
        p.bcs = b.rank() == 1 || p.n == 1 ? 1 : lb.stride(1);
    }

    /** The result. */
    static void fillOutput(Product p, Tensor a, Tensor b, Tensor out, boolean accumulate) {
        Layout lc = out.layout();
        p.c = out.array();
        p.co = lc.offset();
        p.crs = a.rank() == 1 ? 0 : lc.stride(0);
        p.ccs = b.rank() == 1 || p.n == 1 ? 1 : lc.stride(-1);
        p.accumulate = accumulate;
    }
}
