package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.kernel.Spans;
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
import io.katsuo.core.tensor.Tensor;

/**
 * Runs one matrix product on the path that {@link GemmChoice} chooses. Trusts its caller's checks. A plan is kept for the
 * thread's next product, so that products allocate nothing once they are warm.
 *
 * <p>A product of more than {@value #CHAIN} terms is cut into products of that many. Each is computed on a path of its own;
 * all but the first are computed beside C and then added to it.
 */
final class GemmPlan implements Parallel.Range, Parallel.Block {
    /** Terms of a chain. It is part of what a product promises: the bits depend on it. */
    static final int CHAIN = 4096;

    /**
     * Floats below which the caller packs B. The limit is small: what one thread has packed, the others must fetch from
     * its cache, which takes longer than handing out the panels.
     */
    private static final long MIN_SHARED_PACKING = 1 << 12;

    /** Elements of C that are computed beside it at a time: four megabytes, unless a side is shorter than its least. */
    private static final int ASIDE = 1 << 20;

    private static final int MIN_COLUMNS_ASIDE = 512;
    private static final int MIN_ROWS_ASIDE = 2048;

    private final Product whole = new Product();
    private final Product product = new Product();
    private final GemmChoice choice = new GemmChoice();
    private ProductMemory memory;
    private ProductMemory lastMemory;
    private PackedBlock block;
    private float[] aside;
    private boolean packing;
    private boolean adding;

    static void run(Tensor a, Tensor b, Tensor out, boolean accumulate) {
        Workspace workspace = Workspace.enter();
        GemmPlan plan = null;
        try {
            plan = workspace.product();
            Operands.fill(plan.whole, a, b);
            Operands.fillOutput(plan.whole, a, b, out, accumulate);
            plan.run();
        } finally {
            workspace.inUse = false;
            if (plan != null) {
                plan.release();
            }
        }
    }

    private void release() {
        whole.release();
        product.release();
        aside = null;
        block = null;
        if (memory != null) {
            memory.giveBack();
            memory = null;
        }
    }

    /** How {@code matmul(a, b)} is computed, in words. */
    static String explain(Tensor a, Tensor b) {
        Product whole = new Product();
        Operands.fill(whole, a, b);
        whole.crs = whole.n;
        whole.ccs = 1;
        if (isOneChain(whole)) {
            return GemmChoice.explain(whole, WarmUp.threads(Threads.count()));
        }
        Product part = new Product();
        part.take(whole, 0, whole.m, 0, whole.n, 0, CHAIN);
        return String.format(
                "%,d terms: a product for every %,d of them, added in their order; the first of them:%n%s",
                whole.k, CHAIN, GemmChoice.explain(part, WarmUp.threads(Threads.count())));
    }

    /** The choice for the last product. */
    GemmChoice choice() {
        return choice;
    }

    private static boolean isOneChain(Product p) {
        return p.k <= CHAIN || p.n == 1;
    }

    private void run() {
        packing = false;
        adding = false;
        Product p = whole;
        if (isOneChain(p)) {
            product.take(p, 0, p.m, 0, p.n, 0, p.k);
            runChains();
            return;
        }
        if (p.m == 0 || p.n == 0) {
            return;
        }
        int line = Kernels.LINE;
        int lines = Math.ceilDiv(p.n, line);
        // In equal parts, so that none is a single column, whose sum would have another order.
        int columnParts = Math.ceilDiv(p.n, Math.max(MIN_COLUMNS_ASIDE, ASIDE / p.m));
        int columns = Math.min(p.n, Math.ceilDiv(lines, columnParts) * line);
        int rows = Math.min(p.m, Math.max(MIN_ROWS_ASIDE, ASIDE / columns));
        aside = memory().sums(rows * columns);
        for (int part = 0; part < columnParts; part++) {
            int j0 = Parallel.share(lines, part, columnParts) * line;
            int j1 = Math.min(p.n, Parallel.share(lines, part + 1, columnParts) * line);
            for (int i0 = 0; i0 < p.m; i0 += rows) {
                runLong(i0, Math.min(p.m, i0 + rows), j0, j1);
            }
        }
    }

    private void runLong(int i0, int i1, int j0, int j1) {
        Product p = product;
        p.take(whole, i0, i1, j0, j1, 0, CHAIN);
        runChains();
        for (int k0 = CHAIN; k0 < whole.k; k0 += CHAIN) {
            p.take(whole, i0, i1, j0, j1, k0, Math.min(whole.k, k0 + CHAIN));
            p.c = aside;
            p.co = 0;
            p.crs = p.n;
            p.ccs = 1;
            p.accumulate = false;
            runChains();
            // The path may have transposed the product.
            p.take(whole, i0, i1, j0, j1, 0, CHAIN);
            adding = true;
            Parallel.run((long) p.m * p.n, p.m, this);
            adding = false;
        }
    }

    /** Adds rows of the product that was computed aside to C. */
    private void add(int from, int to) {
        Product p = product;
        for (int i = from; i < to; i++) {
            int at = p.co + i * p.crs;
            if (p.ccs == 1) {
                Spans.apply(ElementOp.ADD, p.c, at, aside, i * p.n, aside, 0, p.c, at, p.n);
            } else {
                for (int j = 0; j < p.n; j++) {
                    p.c[at + j * p.ccs] += aside[i * p.n + j];
                }
            }
        }
    }

    private void runChains() {
        Product p = product;
        choice.make(p, GemmChoice.isSmall(p) ? 1 : WarmUp.threads(Threads.count()));
        long work = (long) p.m * p.n * p.k / Parallel.MULTIPLY_ADDS;
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

    /** The large buffers, until the product is done. */
    private ProductMemory memory() {
        if (memory == null) {
            memory = ProductMemory.take(lastMemory);
            lastMemory = memory;
        }
        return memory;
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
        if (adding) {
            add(from, to);
            return;
        }
        switch (choice.path()) {
            case DOTS -> RowDots.run(product, from, to);
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
        // Taken even if nothing is copied: it limits how many products run at a time.
        ProductMemory own = memory();
        if (p.acs != 1) {
            SimdGemm.copyLeft(p, own.left(SimdGemm.copiedSize(p)));
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
            workspace.inUse = false;
        }
    }

    private void runBlocked() {
        Product p = product;
        int panels = Tile.panels(p.n);
        block = memory().block;
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
            workspace.inUse = false;
        }
    }
}
