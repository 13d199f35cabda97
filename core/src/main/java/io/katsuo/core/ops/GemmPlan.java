package io.katsuo.core.ops;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.kernel.WarmUp;
import io.katsuo.core.kernel.gemm.GemmChoice;
import io.katsuo.core.kernel.gemm.PackedBlock;
import io.katsuo.core.kernel.gemm.Product;
import io.katsuo.core.kernel.gemm.ScalarGemm;
import io.katsuo.core.kernel.gemm.SimdDirect;
import io.katsuo.core.kernel.gemm.SimdGemm;
import io.katsuo.core.kernel.gemm.SimdThin;
import io.katsuo.core.kernel.gemm.Tile;
import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;

/**
 * Runs one matrix product on the path that {@link GemmChoice} chooses. Trusts its caller's checks. A plan and its buffers
 * are kept for the thread's next product, so that products allocate nothing once they are warm.
 */
final class GemmPlan implements Parallel.Range, Parallel.Block {
    /** Multiply-adds that count as one unit of work of {@link Parallel#parts}. */
    private static final int MULTIPLY_ADDS = 32;

    /**
     * Floats below which the caller packs B. The limit is small: what one thread has packed, the others must fetch from
     * its cache, which takes longer than handing out the panels.
     */
    private static final long MIN_SHARED_PACKING = 1 << 12;

    private final Product product = new Product();
    private final GemmChoice choice = new GemmChoice();
    private final PackedBlock block = new PackedBlock();
    private boolean packing;
    private float[] left = new float[0];

    static void run(Tensor a, Tensor b, Tensor out, boolean accumulate) {
        Workspace workspace = Workspace.enter();
        GemmPlan plan = workspace.product();
        try {
            fill(plan.product, a, b);
            plan.fillOutput(a, b, out, accumulate);
            plan.run();
        } finally {
            plan.product.release();
            workspace.exit();
        }
    }

    /** How {@code matmul(a, b)} is computed, in words. */
    static String explain(Tensor a, Tensor b) {
        Product p = new Product();
        fill(p, a, b);
        p.crs = p.n;
        p.ccs = 1;
        return GemmChoice.explain(p, WarmUp.threads(Threads.count()));
    }

    /** The choice for the last product. */
    GemmChoice choice() {
        return choice;
    }

    private static void fill(Product p, Tensor a, Tensor b) {
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

    private void fillOutput(Tensor a, Tensor b, Tensor out, boolean accumulate) {
        Product p = product;
        Layout lc = out.layout();
        p.c = out.array();
        p.co = lc.offset();
        p.crs = a.rank() == 1 ? 0 : lc.stride(0);
        p.ccs = b.rank() == 1 || p.n == 1 ? 1 : lc.stride(-1);
        p.accumulate = accumulate;
    }

    private void run() {
        Product p = product;
        choice.make(p, GemmChoice.isSmall(p) ? 1 : WarmUp.threads(Threads.count()));
        long work = (long) p.m * p.n * p.k / MULTIPLY_ADDS;
        switch (choice.path()) {
            case NOTHING -> {}
            case DOTS, SCALAR, THIN -> {
                // Asked again, because the choice may have begun the warm-up.
                if (WarmUp.threads(Threads.count()) == 1) {
                    run(0, p.m);
                } else {
                    Parallel.run(work, p.m, this);
                }
            }
            case DIRECT -> runParts();
            case WIDE -> runWide();
            case BLOCKED -> runBlocked();
        }
    }

    private void runParts() {
        runBlocks(choice.rowParts() * choice.columnParts());
    }

    private void runBlocks(int blocks) {
        if (choice.threads() > 1) {
            Parallel.run(blocks, this);
        } else {
            for (int i = 0; i < blocks; i++) {
                run(i);
            }
        }
    }

    /** Computes some rows of C. */
    @Override
    public void run(int from, int to) {
        switch (choice.path()) {
            case DOTS -> dots(from, to);
            case SCALAR -> ScalarGemm.multiply(product, from, to);
            case THIN -> SimdThin.multiply(product, from, to);
            default -> throw new AssertionError(choice.path());
        }
    }

    /** Packs a panel, or computes one part of C. */
    @Override
    public void run(int part) {
        if (packing) {
            SimdGemm.pack(product, block, block.j0 + part);
            return;
        }
        switch (choice.path()) {
            case DIRECT -> direct(part);
            case WIDE -> wide(part);
            case BLOCKED -> multiply(part);
            default -> throw new AssertionError(choice.path());
        }
    }

    private void dots(int from, int to) {
        Product p = product;
        Workspace workspace = Workspace.enter();
        try {
            for (int i = from; i < to; i++) {
                float dot = LineSum.ofProducts(p.a, p.ao + i * p.ars, p.acs, p.b, p.bo, p.brs, p.k, workspace);
                int at = p.co + i * p.crs;
                p.c[at] = p.accumulate ? p.c[at] + dot : dot;
            }
        } finally {
            workspace.exit();
        }
    }

    private void direct(int part) {
        int rowPart = part / choice.columnParts();
        int columnPart = part % choice.columnParts();
        SimdDirect.multiply(
                product,
                firstRow(rowPart),
                firstRow(rowPart + 1),
                firstColumn(columnPart),
                firstColumn(columnPart + 1));
    }

    /** The first row of a part: parts are whole tiles, and the last one takes the rest. */
    private int firstRow(int rowPart) {
        int unit = SimdGemm.rowUnit(product);
        int parts = choice.rowParts();
        return rowPart == parts ? product.m : Parallel.share(product.m / unit, rowPart, parts) * unit;
    }

    /** The first column of a part: parts are whole cache lines of C, if its rows begin with one. */
    private int firstColumn(int columnPart) {
        int line = Kernels.LINE;
        return Math.min(
                product.n, Parallel.share(Math.ceilDiv(product.n, line), columnPart, choice.columnParts()) * line);
    }

    private void runWide() {
        Product p = product;
        if (p.acs != 1) {
            if (left.length < SimdGemm.copiedSize(p)) {
                left = new float[SimdGemm.copiedSize(p)];
            }
            SimdGemm.copyLeft(p, left);
        }
        runParts();
    }

    private void wide(int part) {
        Product p = product;
        Workspace workspace = Workspace.enter();
        try {
            PackedBlock own = workspace.packed();
            own.k0 = 0;
            own.kc = p.k;
            own.fromC = p.accumulate;
            own.j0 = Parallel.share(Tile.panels(p.n), part, choice.columnParts());
            own.j1 = Parallel.share(Tile.panels(p.n), part + 1, choice.columnParts());
            own.reserve(own.j1 - own.j0, own.kc);
            for (int panel = own.j0; panel < own.j1; panel++) {
                SimdGemm.pack(p, own, panel);
            }
            float[] scratch = workspace.floats(SimdGemm.scratchSize(p, p.k));
            if (p.crs == 1 && p.ccs != 1 && !own.fromC) {
                SimdGemm.multiplyByColumns(p, own, scratch);
            } else {
                SimdGemm.multiply(p, own, 0, p.m, own.j0, own.j1, scratch);
            }
        } finally {
            workspace.exit();
        }
    }

    private void runBlocked() {
        Product p = product;
        int panels = Tile.panels(p.n);
        block.reserve(choice.blockPanels(), choice.blockTerms());
        for (int panel = 0; panel < panels; panel += choice.blockPanels()) {
            block.j0 = panel;
            block.j1 = Math.min(panels, panel + choice.blockPanels());
            int k0 = 0;
            do {
                block.k0 = k0;
                block.kc = Math.min(choice.blockTerms(), p.k - k0);
                block.fromC = p.accumulate || k0 > 0;
                runBlock();
                k0 += block.kc;
            } while (k0 < p.k);
        }
    }

    private void runBlock() {
        int panels = block.j1 - block.j0;
        packing = true;
        if ((long) panels * block.kc * Tile.WIDTH < MIN_SHARED_PACKING) {
            for (int i = 0; i < panels; i++) {
                run(i);
            }
        } else {
            runBlocks(panels);
        }
        packing = false;
        choice.split(product, panels);
        runParts();
    }

    private void multiply(int part) {
        int rowPart = part / choice.columnParts();
        int columnPart = part % choice.columnParts();
        int panels = block.j1 - block.j0;
        int j0 = block.j0 + Parallel.share(panels, columnPart, choice.columnParts());
        int j1 = block.j0 + Parallel.share(panels, columnPart + 1, choice.columnParts());
        Workspace workspace = Workspace.enter();
        try {
            float[] scratch = workspace.floats(SimdGemm.scratchSize(product, block.kc));
            SimdGemm.multiply(product, block, firstRow(rowPart), firstRow(rowPart + 1), j0, j1, scratch);
        } finally {
            workspace.exit();
        }
    }
}
