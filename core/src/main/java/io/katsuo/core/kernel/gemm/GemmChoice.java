package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Kernels;

/**
 * How one matrix product is computed: on which path, in which blocks of B, and in how many parts for threads. The choice
 * follows from shapes, strides, vector width and the number of threads, never from values, and it changes no bits. The
 * first path in this order that serves a product takes it:
 *
 * <table>
 * <caption>The paths</caption>
 * <tr><th>path</th><th>serves</th><th>because</th></tr>
 * <tr><td>NOTHING</td><td>empty C, or an empty sum that is added to C</td><td>there is nothing to compute</td></tr>
 * <tr><td>DOTS</td><td>one column</td><td>each element is a dot product with a summation tree of its own</td></tr>
 * <tr><td>SCALAR</td><td>no terms, or SIMD kernels not loaded</td><td>tiles have a term at least</td></tr>
 * <tr><td>THIN</td><td>few terms</td><td>all of B fits in registers, and C is written row by row</td></tr>
 * <tr><td>DIRECT</td><td>few rows a thread and a small B, or one or two tiles of rows</td><td>packing B would cost more than it saves</td></tr>
 * <tr><td>WIDE</td><td>a small A and many panels of B</td><td>each thread packs a few panels for itself alone</td></tr>
 * <tr><td>BLOCKED</td><td>all others</td><td>threads pack a block of B together, then share the rows of C</td></tr>
 * </table>
 *
 * <p>Before WIDE and BLOCKED the product may be transposed to {@code Cᵀ = Bᵀ·Aᵀ}. The measurements behind the limits
 * are in decision record 0001. An object is used again for the next product, so that a choice allocates nothing.
 */
public final class GemmChoice {
    /** Multiply-adds below which a product stays on its caller, about 30 µs: handing out panels, then tiles, takes what it gains. */
    static final long MIN_SHARED_WORK = 9 << 18;

    /** Multiply-adds in a part, a few microseconds' worth. */
    static final long PART_WORK = 1 << 17;

    /** Small parts, so that threads that start at different times end at about the same time. */
    static final int TILE_PARTS_PER_THREAD = 8;

    /** THIN: two vectors for each of this many terms, a row of C and an element of A fit in 16 registers. */
    static final int MAX_THIN_TERMS = 6;

    /** THIN: with fewer rows, loading B into registers is most of the work. */
    static final int MIN_THIN_ROWS = 8;

    /** THIN: with more columns the rows of C are too far apart to be written two vectors at a time. */
    static final int MAX_THIN_COLUMNS = 1 << 11;

    /** DIRECT: rows a thread; with 100 rows, B in place costs a fifth more than packed B. */
    static final int MAX_DIRECT_ROWS = 48;

    /** DIRECT: floats of B that fit in a second-level cache, since B is read once for each tile of rows. */
    static final int MAX_DIRECT_B = 1 << 17;

    /** DIRECT: rows of a single tile, which reads B once however large it is. Such a tile may be 4 vectors wide. */
    static final int FEW_ROWS = 3;

    /** DIRECT: rows of two tiles; packing a larger B takes longer than reading it twice. */
    static final int TWO_TILES = 2 * Tile.ROWS;

    /** DIRECT: floats of B, read twice, that fit in a third-level cache. */
    static final int MAX_B_READ_TWICE = 1 << 20;

    /** DIRECT: columns in a part: eight cache lines of B's rows, and more than a tile of any width. */
    static final int MIN_DIRECT_COLUMNS = 128;

    /** WIDE: terms up to which panels that a thread packs for itself stay in its caches. */
    static final int MAX_WIDE_TERMS = 1024;

    /** WIDE: floats of A that every core can keep in half of its second-level cache. */
    static final int MAX_WIDE_A = 1 << 16;

    /** WIDE: with fewer panels there are too few parts for threads. */
    static final int MIN_WIDE_PANELS = 8;

    /** WIDE: floats of packed B in a part, if that is more than one panel: three quarters of a first-level cache. */
    static final int WIDE_PART = 6144;

    /** BLOCKED: columns of a block, whole panels of any width. */
    static final int BLOCK_COLUMNS = 512;

    /** A way to compute a product; the class comment says which product takes which. */
    public enum Path {
        /** C stays as it is. */
        NOTHING("C is left as it is"),
        /** A dot product for each row. */
        DOTS("a dot product for each row"),
        /** Plain loops. */
        SCALAR("plain loops"),
        /** All of B in registers. */
        THIN("all of B in registers, A in place, down the rows of C"),
        /** A and B in place. */
        DIRECT("A and B in place"),
        /** Threads pack panels of B for themselves. */
        WIDE("each part packs panels of B for itself and multiplies all of A with them"),
        /** Threads pack B together. */
        BLOCKED("blocks of B are packed, then the rows of C are shared");

        private final String text;

        Path(String text) {
            this.text = text;
        }
    }

    private Path path;
    private boolean transposed;
    private int threads;
    private int blockTerms;
    private int blockPanels;
    private int rowParts;
    private int columnParts;

    /** Why paths were not taken, a line each; null if nobody asks. */
    private StringBuilder reasons;

    /** Whether a product stays on its caller. */
    public static boolean isSmall(Product p) {
        return (long) p.m * p.n * p.k < MIN_SHARED_WORK;
    }

    /**
     * Chooses for so many threads, 1 if it {@linkplain #isSmall is small}, and transposes the product if that is
     * chosen.
     */
    public void make(Product p, int available) {
        threads = isSmall(p) ? 1 : available;
        transposed = false;
        path = path(p);
        if (path == Path.BLOCKED) {
            transposed = p.isCheaperTransposed();
            if (transposed) {
                p.transpose();
            }
            path = isWide(p) ? Path.WIDE : Path.BLOCKED;
        }
        if (path == Path.DIRECT) {
            split(p, readsBSeldom(p) ? Math.max(1, p.n / MIN_DIRECT_COLUMNS) : 1);
        } else if (path == Path.WIDE) {
            int panels = Tile.panels(p.n);
            int group = Math.max(1, WIDE_PART / (p.k * Tile.WIDTH));
            rowParts = 1;
            // Each thread has the same number of parts.
            columnParts = Math.min(panels, Math.ceilDiv(Math.ceilDiv(panels, group), threads) * threads);
        } else if (path == Path.BLOCKED) {
            blockTerms = p.k <= Tile.MAX_SINGLE_BLOCK ? p.k : Tile.BLOCK_TERMS;
            blockPanels = Math.min(Tile.panels(p.n), BLOCK_COLUMNS / Tile.WIDTH);
            split(p, blockPanels);
        }
    }

    private Path path(Product p) {
        if (p.m == 0 || p.n == 0 || p.accumulate && p.k == 0) {
            return Path.NOTHING;
        }
        if (atMost(Path.DOTS, "columns", p.n, 1)) {
            return Path.DOTS;
        }
        if (p.k == 0 || !holds(Path.BLOCKED, "SIMD kernels must be loaded", Kernels.areLoaded())) {
            return Path.SCALAR;
        }
        if (isThin(p)) {
            return Path.THIN;
        }
        return isDirect(p) ? Path.DIRECT : Path.BLOCKED;
    }

    private boolean isThin(Product p) {
        return holds(Path.THIN, "C must be overwritten, not added to", !p.accumulate)
                && atMost(Path.THIN, "terms", p.k, MAX_THIN_TERMS)
                && atLeast(Path.THIN, "rows", p.m, MIN_THIN_ROWS)
                && atLeast(Path.THIN, "columns", p.n, Tile.LANES)
                && atMost(Path.THIN, "columns", p.n, MAX_THIN_COLUMNS)
                && holds(Path.THIN, "the rows of B must be dense", p.bcs == 1)
                && holds(Path.THIN, "the rows of C must be dense", p.ccs == 1);
    }

    private boolean isDirect(Product p) {
        return holds(Path.DIRECT, "C must be overwritten, not added to", !p.accumulate)
                && atLeast(Path.DIRECT, "columns", p.n, Tile.LANES)
                && holds(Path.DIRECT, "the rows of A must be dense", p.acs == 1)
                && holds(Path.DIRECT, "the rows of B must be dense", p.bcs == 1)
                && holds(Path.DIRECT, "the rows of C must be dense", p.ccs == 1)
                && (readsBSeldom(p)
                        || atMost(Path.DIRECT, "rows", p.m, (long) MAX_DIRECT_ROWS * threads)
                                && atMost(Path.DIRECT, "elements of B", (long) p.k * p.n, MAX_DIRECT_B));
    }

    /** Whether B is read once or twice, and has columns for all threads. */
    private boolean readsBSeldom(Product p) {
        return (p.m <= FEW_ROWS || p.m <= TWO_TILES && (long) p.k * p.n <= MAX_B_READ_TWICE)
                && (threads == 1 || p.n >= (long) MIN_DIRECT_COLUMNS * threads);
    }

    private boolean isWide(Product p) {
        return atMost(Path.WIDE, "terms", p.k, MAX_WIDE_TERMS)
                && atMost(Path.WIDE, "elements of A", (long) p.m * p.k, MAX_WIDE_A)
                && atLeast(Path.WIDE, "columns", p.n, MIN_WIDE_PANELS * Tile.WIDTH);
    }

    private boolean atMost(Path candidate, String what, long value, long limit) {
        return value <= limit || refuse(candidate, what, value, " must be at most ", limit);
    }

    private boolean atLeast(Path candidate, String what, long value, long limit) {
        return value >= limit || refuse(candidate, what, value, " must be at least ", limit);
    }

    private boolean holds(Path candidate, String condition, boolean holds) {
        if (!holds && reasons != null) {
            reasons.append(String.format("%nnot %s: %s", candidate, condition));
        }
        return holds;
    }

    private boolean refuse(Path candidate, String what, long value, String relation, long limit) {
        if (reasons != null) {
            reasons.append(String.format("%nnot %s: %s%s%,d: %,d", candidate, what, relation, limit, value));
        }
        return false;
    }

    /**
     * Cuts the rows of C, and the columns too where there are few rows, into {@link #rowParts} times {@link #columnParts}
     * parts.
     *
     * @param mostColumnParts into how many parts the columns can be cut
     */
    public void split(Product p, int mostColumnParts) {
        int units = Math.max(1, p.m / SimdGemm.rowUnit(p));
        long work = (long) p.m * p.n * p.k;
        int parts = threads == 1 ? 1 : (int) Math.min(work / PART_WORK, (long) threads * TILE_PARTS_PER_THREAD);
        rowParts = Math.min(units, parts);
        columnParts = Math.min(mostColumnParts, Math.ceilDiv(parts, rowParts));
    }

    /** The path that was chosen. */
    public Path path() {
        return path;
    }

    /** Whether the product was replaced by {@code Cᵀ = Bᵀ·Aᵀ}. */
    public boolean isTransposed() {
        return transposed;
    }

    /** The threads that may take part, the caller included. */
    public int threads() {
        return threads;
    }

    /** BLOCKED: rows of B in a block. */
    public int blockTerms() {
        return blockTerms;
    }

    /** BLOCKED: panels of B in a block. */
    public int blockPanels() {
        return blockPanels;
    }

    /** DIRECT, BLOCKED: into how many parts the rows of C are cut. */
    public int rowParts() {
        return rowParts;
    }

    /** DIRECT, WIDE, BLOCKED: into how many parts the columns of C, or of the block, are cut. */
    public int columnParts() {
        return columnParts;
    }

    /**
     * The choice for a product in words: sizes, path, blocks, parts, and why each path before it was not taken.
     *
     * @param p the product; transposed afterwards if that is chosen
     * @param available the threads that it may use
     */
    public static String explain(Product p, int available) {
        GemmChoice choice = new GemmChoice();
        choice.reasons = new StringBuilder();
        String sizes =
                String.format("[%d, %d] x [%d, %d]: %,d multiply-adds, ", p.m, p.k, p.k, p.n, (long) p.m * p.n * p.k);
        choice.make(p, available);
        return sizes + choice.describe(p) + choice.reasons;
    }

    private String describe(Product p) {
        StringBuilder text = new StringBuilder(Kernels.bits() > 0 ? Kernels.bits() + "-bit vectors, " : "scalar, ");
        boolean parts = path == Path.DIRECT || path == Path.WIDE || path == Path.BLOCKED;
        int busy = parts ? Math.min(threads, rowParts * columnParts) : threads;
        text.append(busy < threads ? busy + " of " : "").append(threads == 1 ? "1 thread" : threads + " threads");
        text.append(String.format("%n%s: %s", path, path.text));
        if (transposed) {
            text.append(", transposed: Cᵀ = Bᵀ·Aᵀ");
        }
        if (path == Path.BLOCKED) {
            int columns = Math.min(p.n, blockPanels * Tile.WIDTH);
            text.append(String.format("; blocks of B: [%d, %d]", blockTerms, columns));
        }
        if (parts) {
            text.append(String.format("; parts: %d of rows, %d of columns", rowParts, columnParts));
            text.append(busy < threads ? ", too few rows and columns for more" : "");
        }
        return text.toString();
    }
}
