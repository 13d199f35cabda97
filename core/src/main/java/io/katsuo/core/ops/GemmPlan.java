package io.katsuo.core.ops;

import io.katsuo.core.kernel.gemm.ScalarGemm;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;

/** How one matrix product is computed: operands as matrices with strides, blocks, threads. Trusts its caller's checks. */
final class GemmPlan {
    private GemmPlan() {}

    static void run(Tensor a, Tensor b, Tensor out, boolean accumulate) {
        int m = a.rank() == 1 ? 1 : a.dim(0);
        int n = b.rank() == 1 ? 1 : b.dim(1);
        int k = b.dim(0);
        if (m == 0 || n == 0) {
            return;
        }
        Layout la = a.layout();
        Layout lb = b.layout();
        Layout lc = out.layout();
        int ars = a.rank() == 1 ? 0 : la.stride(0);
        int bcs = b.rank() == 1 ? 0 : lb.stride(1);
        int crs = a.rank() == 1 ? 0 : lc.stride(0);
        int ccs = b.rank() == 1 ? 0 : lc.stride(-1);
        ScalarGemm.multiply(
                m,
                n,
                k,
                a.array(),
                la.offset(),
                ars,
                la.stride(-1),
                b.array(),
                lb.offset(),
                lb.stride(0),
                bcs,
                out.array(),
                lc.offset(),
                crs,
                ccs,
                accumulate);
    }
}
