package io.katsuo.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The helpers themselves: a generator that never makes the hard cases would let every other test pass. */
@DisabledIfSystemProperty(named = "katsuo.test.seed", matches = ".*", disabledReason = "counts all cases")
class CasesTest {
    @Test
    void casesAreTheSameInEveryRunAndDifferFromEachOther() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        Cases.forEach(50, 7, rng -> first.add(rng.nextLong()));
        Cases.forEach(50, 7, rng -> second.add(rng.nextLong()));
        assertEquals(first, second);
        assertEquals(Cases.scaled(50), first.stream().distinct().count());
    }

    @Test
    void aFailureNamesTheCaseAndHowToRunItAlone() {
        AssertionError failure =
                assertThrows(AssertionError.class, () -> Cases.forEach(3, 5, rng -> assertEquals(1, 2)));
        String seed = "0x" + Long.toHexString(new Rng(5).nextLong());
        assertTrue(failure.getMessage().contains("seed " + seed), failure.getMessage());
        assertTrue(failure.getMessage().endsWith("-Dkatsuo.test.seed=" + seed), failure.getMessage());
        assertTrue(failure.getMessage().contains("-Dtest=CasesTest#"), failure.getMessage());
    }

    @Test
    void aCampaignGoesOnAfterFailuresAndCountsThem() {
        List<Long> seen = new ArrayList<>();
        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> Cases.campaign("of this test", 4, 5, rng -> {
                    seen.add(rng.nextLong());
                    return seen.size() == 2 ? Double.NaN : seen.size() / 3.0;
                }));
        assertEquals(4, seen.size());
        assertTrue(failure.getMessage().startsWith("2 failures, the first: case 1 of 4"), failure.getMessage());
        Cases.campaign("of this test", 3, 6, rng -> 1);
    }

    @Test
    void layoutsCoverEveryFeature() {
        EnumSet<Feature> seen = EnumSet.noneOf(Feature.class);
        Rng rng = new Rng(1);
        for (int i = 0; i < 500; i++) {
            Layout layout = TensorCases.layout(rng, TensorCases.anyKind(rng), TensorCases.shape(rng, 4, 5));
            for (Feature feature : Feature.values()) {
                if (feature.in(layout)) {
                    seen.add(feature);
                }
            }
        }
        assertEquals(EnumSet.allOf(Feature.class), seen);
    }

    private enum Feature {
        RANK_0,
        RANK_4,
        EMPTY,
        OFFSET,
        NEGATIVE_STRIDE,
        ZERO_STRIDE,
        STEP,
        COLUMN_MAJOR,
        CONTIGUOUS;

        boolean in(Layout layout) {
            Shape shape = layout.shape();
            boolean matrix = shape.rank() == 2 && shape.dim(0) > 1 && shape.dim(1) > 1;
            return switch (this) {
                case RANK_0 -> shape.rank() == 0;
                case RANK_4 -> shape.rank() == 4 && shape.size() > 16;
                case EMPTY -> shape.size() == 0;
                case OFFSET -> layout.offset() > 0;
                case NEGATIVE_STRIDE -> matrix && layout.stride(1) < 0;
                case ZERO_STRIDE -> matrix && layout.stride(0) == 0 && layout.stride(1) != 0;
                case STEP -> matrix && layout.stride(1) > 1 && layout.stride(0) > layout.stride(1);
                case COLUMN_MAJOR -> matrix && layout.stride(0) == 1 && layout.stride(1) == shape.dim(0);
                case CONTIGUOUS -> matrix && layout.isContiguous();
            };
        }
    }

    @Test
    void writableLayoutsGiveEachElementItsOwnPlace() {
        Cases.forEach(500, 2, rng -> {
            Tensor tensor = TensorCases.empty(
                    rng,
                    TensorCases.writableKind(rng),
                    TensorCases.shape(rng, 4, 5).dims());
            int next = 0;
            for (int[] index : TensorCases.indices(tensor.shape())) {
                tensor.set(index, next++);
            }
            next = 0;
            for (int[] index : TensorCases.indices(tensor.shape())) {
                assertEquals(next++, tensor.get(index), tensor.layout().toString());
            }
            assertEquals(tensor.size(), next);
            TensorCases.assertCanariesIntact(tensor);
        });
    }

    @Test
    void aWriteBesideTheViewIsFound() {
        Tensor tensor =
                Tensor.wrap(new float[] {TensorCases.CANARY, 1, TensorCases.CANARY}, Layout.of(Shape.SCALAR, 1));
        TensorCases.assertCanariesIntact(tensor);
        tensor.array()[2] = Float.NaN;
        assertThrows(AssertionError.class, () -> TensorCases.assertCanariesIntact(tensor));
    }

    @Test
    void ulpsAreCountedAcrossZeroAndBinades() {
        assertEquals(0, Ulps.between(0f, -0f));
        assertEquals(2, Ulps.between(Float.MIN_VALUE, -Float.MIN_VALUE));
        assertEquals(1, Ulps.between(1f, Math.nextDown(1f)));
        assertEquals(1, Ulps.between(Float.MAX_VALUE, Float.POSITIVE_INFINITY));
        assertEquals(Long.MAX_VALUE, Ulps.between(Float.NaN, 1f));
        assertEquals(0.25, Ulps.error(1f, 1 + 0x1p-25));
        assertEquals(0.5, Ulps.error(0f, 0x1p-150));
        assertEquals(0, Ulps.error(Float.POSITIVE_INFINITY, 1e300));
        assertEquals(Double.POSITIVE_INFINITY, Ulps.error(Float.MAX_VALUE, 1e300));
    }

    @Test
    void sameBitsTellsZerosApartButNotNaNs() {
        Tensor nan = Tensor.of(Float.intBitsToFloat(0x7fc00001));
        TensorAssertions.assertSameBits(nan, Tensor.of(Float.NaN));
        assertThrows(AssertionError.class, () -> TensorAssertions.assertSameBits(Tensor.of(0f), Tensor.of(-0f)));
        assertThrows(AssertionError.class, () -> TensorAssertions.assertSameBits(Tensor.of(0f), Tensor.zeros(1, 1)));
    }
}
