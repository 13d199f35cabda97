package io.katsuo.core.kernel.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.kernel.gemm.GemmChoice.Path;
import io.katsuo.core.testing.LoadedVectors;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of paths, at both sides of each limit. */
class GemmChoiceTest {
    @BeforeAll
    static void loadVectors() {
        LoadedVectors.await();
    }

    private static final int L = Tile.LANES;

    /** Many terms, columns and elements of B, so that rows alone decide. */
    private static final int MANY = 4_000;

    /** A product of dense matrices by rows, then changed. */
    private static Product product(int m, int k, int n, Consumer<Product> change) {
        Product p = new Product();
        p.m = m;
        p.k = k;
        p.n = n;
        p.ars = k;
        p.acs = 1;
        p.brs = n;
        p.bcs = 1;
        p.crs = n;
        p.ccs = 1;
        change.accept(p);
        return p;
    }

    private static GemmChoice choice(int threads, int m, int k, int n, Consumer<Product> change) {
        GemmChoice choice = new GemmChoice();
        choice.make(product(m, k, n, change), threads);
        return choice;
    }

    private static Path path(int threads, int m, int k, int n) {
        return choice(threads, m, k, n, p -> {}).path();
    }

    private static void assertBorder(Path inside, Path at, Path beyond) {
        assertEquals(inside, at, "at the limit");
        assertTrue(inside != beyond, "beyond the limit: " + beyond);
    }

    private static void onlyWithVectors() {
        assumeTrue(Kernels.SIMD, "scalar kernels only");
    }

    @Test
    void emptyProductsAndSingleColumnsAreTheSameOnAllKernels() {
        assertEquals(Path.NOTHING, path(1, 0, 5, 7));
        assertEquals(Path.NOTHING, path(1, 5, 7, 0));
        assertEquals(Path.NOTHING, choice(1, 5, 0, 7, p -> p.accumulate = true).path());
        assertTrue(Path.NOTHING != path(1, 5, 0, 7), "C becomes zero");
        assertBorder(Path.DOTS, path(4, 50, 60, 1), path(4, 50, 60, 2));
        assertEquals(Path.DOTS, path(4, 50, 0, 1));
    }

    @Test
    void withoutVectorsAllOthersAreScalar() {
        assumeTrue(!Kernels.SIMD, "SIMD kernels");
        assertEquals(Path.SCALAR, path(4, 50, 60, 70));
        assertEquals(Path.SCALAR, path(4, 2, 3, 2));
    }

    @Test
    void fewTermsAreThin() {
        onlyWithVectors();
        assertBorder(Path.THIN, path(1, 784, 6, 50), path(1, 784, 7, 50));
        assertBorder(Path.THIN, path(1, 784, 1, 50), path(1, 784, 0, 50));
        assertBorder(Path.THIN, path(1, 8, 3, 50), path(1, 7, 3, 50));
        assertBorder(Path.THIN, path(1, 50, 3, L), path(1, 50, 3, L - 1));
        assertBorder(Path.THIN, path(1, 50, 3, 2048), path(1, 50, 3, 2049));
        assertEquals(Path.THIN, choice(1, 50, 3, 50, p -> p.acs = 9).path(), "A in any order");
        assertTrue(Path.THIN != choice(1, 50, 3, 50, p -> p.accumulate = true).path());
        assertTrue(Path.THIN != choice(1, 50, 3, 50, p -> p.bcs = 3).path());
        assertTrue(Path.THIN != choice(1, 50, 3, 50, p -> p.ccs = 50).path());
    }

    @Test
    void fewRowsAThreadAndASmallBAreDirect() {
        onlyWithVectors();
        assertBorder(Path.DIRECT, path(1, 48, 784, 50), path(1, 49, 784, 50));
        assertBorder(Path.DIRECT, path(2, 96, 784, 50), path(2, 97, 784, 50));
        assertBorder(Path.DIRECT, path(1, 30, 1024, 128), path(1, 30, 1025, 128));
        assertEquals(1, choice(2, 96, 784, 50, p -> {}).columnParts(), "only the rows are cut");
        assertTrue(
                Path.DIRECT != choice(1, 30, 100, 50, p -> p.accumulate = true).path());
        assertTrue(Path.DIRECT != choice(1, 30, 100, 50, p -> p.acs = 30).path());
    }

    @Test
    void aSmallProductIsChosenForOneThread() {
        onlyWithVectors();
        assertTrue(GemmChoice.isSmall(product(60, 100, 50, p -> {})));
        assertEquals(1, choice(4, 60, 100, 50, p -> {}).threads());
        assertTrue(Path.DIRECT != path(4, 60, 100, 50), "60 rows are too many for one thread");
        assertFalse(GemmChoice.isSmall(product(144, 1 << 7, 1 << 7, p -> {})));
        assertTrue(GemmChoice.isSmall(product(143, 1 << 7, 1 << 7, p -> {})));
    }

    /** Few rows and columns, many terms: there is nothing to cut, whatever the number of threads. */
    @Test
    void theTextDoesNotCountThreadsThatGetNoPart() {
        onlyWithVectors();
        String text = GemmChoice.explain(product(5, 60_000, 8, p -> p.acs = 5), 2);
        assertTrue(text.contains("vectors, 1 of 2 threads"), text);
        assertTrue(text.contains("parts: 1 of rows, 1 of columns, too few rows and columns for more"), text);
    }

    @Test
    void soFewRowsThatBIsReadOnceOrTwiceAreDirect() {
        onlyWithVectors();
        assertBorder(Path.DIRECT, path(1, 3, MANY, MANY), path(1, 4, MANY, MANY));
        assertBorder(Path.DIRECT, path(1, 12, 1024, 1024), path(1, 13, 1024, 1024));
        assertBorder(Path.DIRECT, path(1, 12, 1024, 1024), path(1, 12, 1025, 1024));
        assertBorder(Path.DIRECT, path(4, 3, MANY, 512), path(4, 3, MANY, 511));
        GemmChoice shared = choice(4, 3, MANY, 4096, p -> {});
        assertEquals(1, shared.rowParts());
        assertTrue(shared.columnParts() >= 4, "columns for all threads");
    }

    @Test
    void aSmallAAndManyPanelsAreWide() {
        onlyWithVectors();
        int wide = 8 * Tile.WIDTH;
        Consumer<Product> added = p -> p.accumulate = true;
        assertBorder(
                Path.WIDE,
                choice(2, 64, 1024, wide, added).path(),
                choice(2, 64, 1025, wide, added).path());
        assertBorder(
                Path.WIDE,
                choice(2, 64, 1024, wide, added).path(),
                choice(2, 65, 1024, wide, added).path());
        assertBorder(
                Path.WIDE,
                choice(2, 64, 1024, wide, added).path(),
                choice(2, 64, 1024, wide - 1, added).path());
        assertTrue(Path.WIDE != choice(2, 64, 0, wide, p -> {}).path());
        GemmChoice choice = choice(3, 64, 512, 3 * wide, added);
        assertEquals(0, choice.columnParts() % 3, "each thread has the same number of parts");
    }

    @Test
    void theRestIsBlocked() {
        onlyWithVectors();
        int single = 2048;
        GemmChoice one = choice(2, 300, single, 300, p -> {});
        assertEquals(Path.BLOCKED, one.path());
        assertEquals(single, one.blockTerms());
        assertEquals(single / 2, choice(2, 300, single + 1, 300, p -> {}).blockTerms());
        assertEquals(512 / Tile.WIDTH, choice(2, 300, 300, 4000, p -> {}).blockPanels());
        assertEquals(1, choice(2, 300, 300, 5, p -> {}).blockPanels());
        assertEquals(16, one.rowParts() * one.columnParts(), "eight parts a thread");
    }

    @Test
    void theProductIsTransposedWhereThatCopiesLess() {
        onlyWithVectors();
        Product p = product(784, 100, 50, q -> {
            q.ars = 1;
            q.acs = 784;
        });
        GemmChoice choice = new GemmChoice();
        choice.make(p, 1);
        assertTrue(choice.isTransposed());
        assertEquals(50, p.m);
        assertFalse(choice(1, 784, 100, 50, q -> {}).isTransposed());
    }

    @Test
    void theReasonsNameTheLimitAndTheValue() {
        onlyWithVectors();
        String text = GemmChoice.explain(product(64, 4096, 64, p -> {}), 2);
        String[] lines = text.split("\\R");
        assertEquals(
                "[64, 4096] x [4096, 64]: 16,777,216 multiply-adds, " + Kernels.bits() + "-bit vectors, 2 threads",
                lines[0]);
        assertTrue(lines[1].startsWith("BLOCKED: "), lines[1]);
        assertEquals("not DOTS: columns must be at most 1: 64", lines[2]);
        assertEquals("not THIN: terms must be at most 6: 4,096", lines[3]);
        assertEquals("not DIRECT: elements of B must be at most 131,072: 262,144", lines[4]);
        assertEquals("not WIDE: terms must be at most 1,024: 4,096", lines[5]);
        assertEquals(6, lines.length);
    }
}
