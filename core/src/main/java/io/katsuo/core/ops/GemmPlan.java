package io.katsuo.core.ops;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.kernel.gemm.Dot;
import io.katsuo.core.kernel.gemm.PackedBlock;
import io.katsuo.core.kernel.gemm.Product;
import io.katsuo.core.kernel.gemm.ScalarGemm;
import io.katsuo.core.kernel.gemm.SimdDirect;
import io.katsuo.core.kernel.gemm.SimdGemm;
import io.katsuo.core.kernel.gemm.SimdThin;
import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;

/**
 * How one matrix product is computed: which kernels, which blocks, how many threads. Trusts its caller's checks. Each
 * thread keeps one plan and its buffers, so that products allocate nothing once they are warm.
 */
final class GemmPlan {
    private static final ThreadLocal<GemmPlan> OWN = ThreadLocal.withInitial(GemmPlan::new);
    private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[0]);
    private static final ThreadLocal<PackedBlock> OWN_BLOCK = ThreadLocal.withInitial(PackedBlock::new);
    private static final ThreadLocal<float[]> SCRATCH_LANES = ThreadLocal.withInitial(() -> new float[Dot.SCRATCH]);

    /** Multiply-adds below which a product stays on its caller: handing out blocks costs microseconds. */
    private static final long PARALLEL_WORK = 1 << 20;

    /**
     * Floats below which B is packed by the caller. Small: what a caller has packed alone, the workers must fetch from
     * its cache, which costs more than handing out the panels.
     */
    private static final long PARALLEL_PACKING = 1 << 12;

    /** Multiply-adds in a part of the work, a few microseconds' worth. */
    private static final long BLOCK_WORK = 1 << 17;

    /** So many that threads which start at different times end at about the same. */
    private static final int PARTS_PER_THREAD = 8;

    /** Whether panels are so wide, 64 columns instead of 16 or 8, that fewer rows of them fit a cache. */
    private static final boolean WIDE_PANELS = Kernels.BITS == 512;

    /**
     * Rows of B in a block, if there are more than {@link #MAX_SINGLE_BLOCK}. A panel of them is 64 kB, which comes from the
     * second-level cache fast enough for a tile.
     */
    private static final int K_BLOCK = WIDE_PANELS ? 256 : 1024;

    /** Up to this many rows B is one block: reading and writing C again would cost more than the cache gains. */
    private static final int MAX_SINGLE_BLOCK = WIDE_PANELS ? 1024 : 2048;

    /** Columns of B in a block, in whole panels of any width. */
    private static final int N_BLOCK = 512;

    /** Terms up to which panels that a thread packs for itself stay in its caches. */
    private static final int MAX_WIDE_TERMS = 1024;

    /** Floats of A that every core can keep in half of its second-level cache. */
    private static final int MAX_WIDE_A = 1 << 16;

    /** With fewer panels there are too few parts of the kind. */
    private static final int MIN_WIDE_PANELS = 8;

    /** Floats of packed B in such a part, if that is more than a panel: three quarters of a first-level cache. */
    private static final int WIDE_PART = 6144;

    private final Product product = new Product();
    private final Parallel.Block pack = this::packPanel;
    private final Parallel.Block multiply = this::multiplyPart;
    private final Parallel.Block multiplyDirect = this::multiplyDirectPart;
    private final Parallel.Block multiplyThin = this::multiplyThinRows;
    private final Parallel.Block multiplyWide = this::multiplyWidePart;
    private final Parallel.Block multiplyScalar = this::multiplyScalarRows;
    private final Parallel.Block multiplyDots = this::multiplyDotRows;
    private final PackedBlock block = new PackedBlock();
    private float[] left = new float[0];
    private int rowsPerBlock;
    private int rowParts;
    private int panelParts;

    private GemmPlan() {}

    static void run(Tensor a, Tensor b, Tensor out, boolean accumulate) {
        GemmPlan plan = OWN.get();
        plan.fill(a, b, out, accumulate);
        try {
            plan.run();
        } finally {
            plan.product.release();
        }
    }

    private void fill(Tensor a, Tensor b, Tensor out, boolean accumulate) {
        Product p = product;
        Layout la = a.layout();
        Layout lb = b.layout();
        Layout lc = out.layout();
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
        p.c = out.array();
        p.co = lc.offset();
        p.crs = a.rank() == 1 ? 0 : lc.stride(0);
        p.ccs = b.rank() == 1 || p.n == 1 ? 1 : lc.stride(-1);
        p.accumulate = accumulate;
    }

    private void run() {
        Product p = product;
        if (p.m == 0 || p.n == 0 || p.accumulate && p.k == 0) {
            return;
        }
        if (p.n == 1) {
            inParallel(multiplyDots, 1);
        } else if (!Kernels.SIMD) {
            inParallel(multiplyScalar, 1);
        } else if (SimdThin.serves(p)) {
            inParallel(multiplyThin, SimdThin.MIN_ROWS);
        } else if (SimdDirect.serves(p, threads())) {
            split(SimdDirect.columnParts(p, threads()));
            Parallel.run(rowParts * panelParts, multiplyDirect);
        } else {
            if (p.isCheaperTransposed()) {
                p.transpose();
            }
            if (isWide()) {
                runWide();
            } else {
                runBlocked();
            }
        }
    }

    /** Whether the product stays on its caller. */
    private boolean isSmall() {
        return (long) product.m * product.n * product.k < PARALLEL_WORK;
    }

    private int threads() {
        return isSmall() ? 1 : Threads.count();
    }

    private void multiplyDirectPart(int part) {
        int rowPart = part / panelParts;
        int columnPart = part % panelParts;
        int j0 = SimdDirect.firstColumn(product, columnPart, panelParts);
        int j1 = SimdDirect.firstColumn(product, columnPart + 1, panelParts);
        SimdDirect.multiply(product, firstRowOf(rowPart), firstRowOf(rowPart + 1), j0, j1);
    }

    private void multiplyThinRows(int block) {
        SimdThin.multiply(product, block * rowsPerBlock, lastRow(block));
    }

    /** Whether A is so small, and B so wide, that threads best take panels of B each for itself. */
    private boolean isWide() {
        Product p = product;
        return p.k > 0
                && p.k <= MAX_WIDE_TERMS
                && (long) p.m * p.k <= MAX_WIDE_A
                && p.n >= MIN_WIDE_PANELS * SimdGemm.WIDTH;
    }

    /** Each part packs a few panels, which stay in its core's first cache, and multiplies all of A with them. */
    private void runWide() {
        Product p = product;
        if (p.acs != 1) {
            if (left.length < SimdGemm.copiedSize(p)) {
                left = new float[SimdGemm.copiedSize(p)];
            }
            SimdGemm.copyLeft(p, left);
        }
        int panels = SimdGemm.panels(p);
        int group = Math.max(1, WIDE_PART / (p.k * SimdGemm.WIDTH));
        panelParts = evenly((panels + group - 1) / group, panels);
        if (isSmall()) {
            for (int part = 0; part < panelParts; part++) {
                multiplyWidePart(part);
            }
        } else {
            Parallel.run(panelParts, multiplyWide);
        }
    }

    /** So many parts or a few more, up to a most, that each thread has the same number of them. */
    private static int evenly(int parts, int most) {
        return Math.min(most, Math.ceilDiv(parts, Threads.count()) * Threads.count());
    }

    private void multiplyWidePart(int part) {
        Product p = product;
        int panels = SimdGemm.panels(p);
        PackedBlock own = OWN_BLOCK.get();
        own.k0 = 0;
        own.kc = p.k;
        own.fromC = p.accumulate;
        own.j0 = Parallel.share(panels, part, panelParts);
        own.j1 = Parallel.share(panels, part + 1, panelParts);
        own.reserve(own.j1 - own.j0, own.kc);
        for (int panel = own.j0; panel < own.j1; panel++) {
            SimdGemm.pack(p, own, panel);
        }
        if (p.crs == 1 && p.ccs != 1 && !own.fromC) {
            SimdGemm.multiplyByColumns(p, own, scratch(p.k));
        } else {
            SimdGemm.multiply(p, own, 0, p.m, own.j0, own.j1, scratch(p.k));
        }
    }

    /** Runs blocks of so many rows at least, on the caller alone where the product is small. */
    private void inParallel(Parallel.Block body, int fewest) {
        if (isSmall()) {
            rowsPerBlock = product.m;
            body.run(0);
            return;
        }
        long work = (long) product.n * product.k;
        rowsPerBlock = Math.clamp(BLOCK_WORK / work, Math.min(fewest, product.m), product.m);
        Parallel.run(Math.ceilDiv(product.m, rowsPerBlock), body);
    }

    private int lastRow(int block) {
        return (int) Math.min(product.m, (block + 1L) * rowsPerBlock);
    }

    private void multiplyDotRows(int block) {
        Product p = product;
        float[] scratch = SCRATCH_LANES.get();
        for (int i = block * rowsPerBlock; i < lastRow(block); i++) {
            float dot = Dot.dot(p.k, p.a, p.ao + i * p.ars, p.acs, p.b, p.bo, p.brs, scratch);
            int at = p.co + i * p.crs;
            p.c[at] = p.accumulate ? p.c[at] + dot : dot;
        }
    }

    private void multiplyScalarRows(int block) {
        ScalarGemm.multiply(product, block * rowsPerBlock, lastRow(block));
    }

    private void runBlocked() {
        Product p = product;
        int rows = p.k <= MAX_SINGLE_BLOCK ? Math.max(1, p.k) : K_BLOCK;
        int panels = SimdGemm.panels(p);
        int panelsInBlock = Math.min(panels, N_BLOCK / SimdGemm.WIDTH);
        block.reserve(panelsInBlock, rows);
        for (int panel = 0; panel < panels; panel += panelsInBlock) {
            block.j0 = panel;
            block.j1 = Math.min(panels, panel + panelsInBlock);
            int k0 = 0;
            do {
                block.k0 = k0;
                block.kc = Math.min(rows, p.k - k0);
                block.fromC = p.accumulate || k0 > 0;
                runBlock();
                k0 += block.kc;
            } while (k0 < p.k);
        }
    }

    private void runBlock() {
        int panels = block.j1 - block.j0;
        if (isSmall() || (long) panels * block.kc * SimdGemm.WIDTH < PARALLEL_PACKING) {
            for (int i = 0; i < panels; i++) {
                packPanel(i);
            }
        } else {
            Parallel.run(panels, pack);
        }
        split(panels);
        Parallel.run(rowParts * panelParts, multiply);
    }

    /**
     * Cuts the rows of C, and the panels where there are few rows, into parts. Small products are one part, and big ones
     * some parts a thread, so that one that starts late or is held up costs little.
     */
    private void split(int panels) {
        int units = Math.max(1, product.m / SimdGemm.rowUnit(product));
        int threads = threads();
        long work = (long) product.m * product.n * product.k;
        int parts = threads == 1 ? 1 : (int) Math.min(work / BLOCK_WORK, (long) threads * PARTS_PER_THREAD);
        rowParts = Math.min(units, parts);
        panelParts = Math.min(panels, (parts + rowParts - 1) / rowParts);
    }

    private void packPanel(int i) {
        SimdGemm.pack(product, block, block.j0 + i);
    }

    private void multiplyPart(int part) {
        int rowPart = part / panelParts;
        int panelPart = part % panelParts;
        int panels = block.j1 - block.j0;
        int i0 = firstRowOf(rowPart);
        int i1 = firstRowOf(rowPart + 1);
        int j0 = block.j0 + Parallel.share(panels, panelPart, panelParts);
        int j1 = block.j0 + Parallel.share(panels, panelPart + 1, panelParts);
        SimdGemm.multiply(product, block, i0, i1, j0, j1, scratch(block.kc));
    }

    /** The first row of a part: parts are whole tiles, and the last one takes the rest. */
    private int firstRowOf(int rowPart) {
        int unit = SimdGemm.rowUnit(product);
        return rowPart == rowParts ? product.m : Parallel.share(product.m / unit, rowPart, rowParts) * unit;
    }

    private float[] scratch(int kc) {
        float[] scratch = SCRATCH.get();
        int size = SimdGemm.scratchSize(product, kc);
        if (scratch.length < size) {
            scratch = new float[size];
            SCRATCH.set(scratch);
        }
        return scratch;
    }
}
