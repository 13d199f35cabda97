package io.katsuo.bench.claim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.Mnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {
    private static final String SMALL = "49-7-10";
    private static final int PARAMETERS = 49 * 7 + 7 + 7 * 10 + 10;
    private static Images images;

    @BeforeAll
    static void draw() throws IOException {
        images = Images.of(Mnist.embedded());
    }

    private static Case small(Way way) {
        return Case.of(way, SMALL, 3, 0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesAgree(Way way) {
        Agreement agreement = Agreement.check(small(way), images);
        assertEquals(PARAMETERS, agreement.compared() + agreement.kinked());
        assertTrue(agreement.compared() > PARAMETERS / 2, agreement::toString);
        assertTrue(agreement.worst() > 0, "not the same computation twice");
    }

    @ParameterizedTest
    @EnumSource
    void allWaysComputeTheSameLossAndGradient(Way way) {
        TimedNetwork network = way.network(NetSize.of(SMALL), images, 3);
        TimedNetwork plain = Way.DOUBLE.network(NetSize.of(SMALL), images, 3);
        assertEquals(plain.loss(), network.loss(), 1e-6);
        assertEquals(plain.backpropagate(), network.backpropagate(), 1e-6);
        for (int p = 0; p < 4; p++) {
            assertArrayEquals(plain.gradient(p), network.gradient(p), 1e-6);
        }
    }

    @Test
    void aSampleHasItsNumberOfEntries() {
        Case some = Case.of(Way.DOUBLE, SMALL, 3, 40, 1);
        Agreement agreement = Agreement.check(some, images);
        assertEquals(some.differentiated(), agreement.compared() + agreement.kinked());
        assertTrue(some.differentiated() >= 20 && some.differentiated() < PARAMETERS / 5, some::toString);
    }

    /** Central differences of the loss in double are derivatives except at kinks. */
    @Test
    void kinksAreWhereTheOneSidedDifferencesDisagree() {
        PlainNetwork network = new PlainNetwork(NetSize.of(SMALL), images, 3);
        double step = 3e-3;
        for (int p = 0; p < 4; p++) {
            boolean[] kinks = network.kinks(p, step);
            for (int entry = 0; entry < kinks.length; entry++) {
                double original = network.get(p, entry);
                double here = network.loss();
                double central = network.derivative(p, entry, step);
                network.set(p, entry, original + step);
                double right = (network.loss() - here) / step;
                network.set(p, entry, original);
                // Without a kink the two differ by step/2 times the second derivative, which is below 1.
                assertTrue(kinks[entry] || Math.abs(right - central) < step, p + " " + entry);
            }
        }
        boolean[] ofW2 = network.kinks(2, step);
        for (boolean kink : ofW2) {
            assertFalse(kink);
        }
    }

    /** A network whose gradient has one entry changed. */
    private record Wrong(TimedNetwork network, int parameter, int entry, DoubleUnaryOperator change) {
        TimedNetwork asNetwork() {
            return new TimedNetwork() {
                @Override
                double loss() {
                    return network.loss();
                }

                @Override
                double backpropagate() {
                    return network.backpropagate();
                }

                @Override
                double[] gradient(int p) {
                    double[] gradient = network.gradient(p);
                    if (p == parameter) {
                        gradient[entry] = change.applyAsDouble(gradient[entry]);
                    }
                    return gradient;
                }

                @Override
                double get(int p, int e) {
                    return network.get(p, e);
                }

                @Override
                void set(int p, int e, double value) {
                    network.set(p, e, value);
                }
            };
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 3", "2, 17", "3, 9"})
    void aWrongDerivativeIsFound(int parameter, int from) {
        for (Way way : Way.values()) {
            Case of = small(way);
            TimedNetwork network = way.network(of.net(), images, 3);
            PlainNetwork plain = new PlainNetwork(of.net(), images, 3);
            boolean[] kinks = plain.kinks(parameter, way.step);
            int entry = from;
            while (kinks[entry]) {
                entry = (entry + 1) % kinks.length;
            }
            TimedNetwork wrong = new Wrong(network, parameter, entry, g -> g + 3 * way.limit).asNetwork();
            TimedNetwork none = new Wrong(network, parameter, entry, g -> Double.NaN).asNetwork();
            network.backpropagate();
            double largest = Arrays.stream(network.gradient(parameter))
                    .map(Math::abs)
                    .max()
                    .orElseThrow();
            assertTrue(largest < 1, "3·limit is more than the limit allows");
            for (TimedNetwork bad : new TimedNetwork[] {wrong, none}) {
                IllegalStateException e =
                        assertThrows(IllegalStateException.class, () -> Agreement.check(of, bad, plain));
                assertTrue(
                        e.getMessage().startsWith("claim: the two gradients differ, nothing was timed"), e::getMessage);
                assertTrue(e.getMessage().contains(TimedNetwork.NAMES[parameter]), e::getMessage);
            }
        }
    }

    /** Among 100 images at least one is near the kink of each hidden unit. */
    @Test
    void aParameterThatWasNotComparedHasNoDifference() {
        Agreement agreement = Agreement.check(Case.of(Way.FLOAT32, SMALL, 100, 40, 1), images);
        Agreement.OfParameter b1 = agreement.parameters().get(1);
        assertEquals(0, b1.compared(), agreement::toString);
        assertTrue(
                Double.isNaN(b1.maxDifferenceOverMaxGradient()) && Double.isNaN(b1.meanAbsoluteDifference()),
                agreement::toString);
        assertTrue(agreement.worst() > 0 && agreement.worst() < Way.FLOAT32.limit, agreement::toString);
    }

    @Test
    void inDoubleTheBooksDigitsComeOut() {
        Agreement agreement = Agreement.check(Case.of(Way.DOUBLE, "784-50-10", 3, 2_000, 1), images);
        double[] most = {1e-12, 5e-12, 5e-12, 2e-10};
        for (int i = 0; i < most.length; i++) {
            assertTrue(agreement.parameters().get(i).meanAbsoluteDifference() < most[i], agreement::toString);
        }
    }

    @Test
    void imagesSurviveTheirFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("images.npz");
        images.write(file);
        Images read = Images.read(file);
        assertTrue(read.first(100, 784).sameBits(images.first(100, 784)));
        assertArrayEquals(images.labels(100), read.labels(100));
    }

    @Test
    void pixelsAreMeansOfSquares() {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                sum += images.first(5, 784).get(4, (8 + i) * 28 + 12 + j);
            }
        }
        assertEquals(sum / 16, images.first(5, 49).get(4, 2 * 7 + 3), 1e-6);
        assertThrows(IllegalArgumentException.class, () -> images.first(3, 50));
        assertThrows(IllegalArgumentException.class, () -> images.first(101, 49));
    }
}
