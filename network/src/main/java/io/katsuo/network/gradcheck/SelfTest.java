package io.katsuo.network.gradcheck;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.EntryChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Plants mistakes in a correct network, one at a time, and runs the check on each: a mistake that it does not see in this
 * network, on this batch, would not have been seen if it were there. The checks compare the entries with the largest
 * derivatives and some drawn ones; a check of all entries sees at least as much.
 */
final class SelfTest {
    private static final int ENTRIES = 12;
    private static final double[] OFF = {1e-2, 1e-3, 1e-4};

    private final Stack stack;
    private final Function<List<Layer>, Stack> rebuilt;
    private final Rng rng;
    private final CheckProgress progress;
    private final List<double[]> gradients = new ArrayList<>();
    private final List<double[]> stale = new ArrayList<>();
    private final List<SelfTestReport.Trial> trials = new ArrayList<>();

    /** A self-test of these layers; {@code rebuilt} makes the same network of other layers. */
    SelfTest(Stack stack, Function<List<Layer>, Stack> rebuilt, long seed, CheckProgress progress) {
        this.stack = stack;
        this.rebuilt = rebuilt;
        this.rng = new Rng(seed);
        this.progress = progress;
    }

    SelfTestReport run() {
        FloatPass other = new FloatPass(stack.altered());
        FloatPass pass = new FloatPass(stack);
        for (int l = 0; l < stack.depth(); l++) {
            gradients.addAll(List.of(pass.gradients[l]));
            stale.addAll(List.of(other.gradients[l]));
        }
        GradientReport right = check(stack.layers());
        Map<String, Double> sensitivity = new LinkedHashMap<>();
        if (right.verdict() != Verdict.FAILED) {
            progress.begin(stack.depth());
            int number = 0;
            for (int l = 0; l < stack.depth(); l++) {
                for (Param parameter : stack.layers().get(l).parameters()) {
                    parameter(l, parameter, number, right.entries().get(number), sensitivity);
                    number++;
                }
                if (l > 0) {
                    layer(l);
                }
                progress.advance();
            }
        }
        return new SelfTestReport(right.verdict(), trials, sensitivity);
    }

    private void parameter(
            int l, Param parameter, int number, CheckedParameter checked, Map<String, Double> sensitivity) {
        double[] before = stale.get(number);
        double largest = ErrorBound.largest(gradients.get(number));
        if (largest == 0) {
            trials.add(new SelfTestReport.Trial(parameter.name(), "any: all derivatives are 0", false));
            return;
        }
        Consumer<Tensor> rows = g -> roll(g, g.size() / Math.max(1, g.dim(0)));
        plant(l, parameter, "dropped", g -> g.fill(0));
        plant(l, parameter, "wrong sign", g -> scale(g, -1));
        plant(l, parameter, "doubled", g -> scale(g, 2));
        plant(l, parameter, "of the batch before", g -> set(g, before));
        plant(l, parameter, "rows off by one", rows);
        if (parameter.value().rank() == 2
                && parameter.value().dim(0) == parameter.value().dim(1)) {
            plant(l, parameter, "transposed", g -> g.copyFrom(g.copy().transpose()));
        }
        int[] entries = entries(number, gradients.get(number).length);
        for (double off : OFF) {
            int place = entries[rng.nextInt(entries.length)];
            plant(l, parameter, "one entry off by " + off + " of the largest", g -> add(g, place, off * largest));
        }
        // An error of twice the bound exceeds it even if rounding hides half.
        double seen = 2 * checked.bound();
        boolean all = true;
        for (int i = 0; i < 3; i++) {
            int place = entries[rng.nextInt(entries.length)];
            all &= isSeen(l, parameter, g -> add(g, place, 1.01 * seen));
        }
        sensitivity.put(parameter.name(), all ? seen / largest : Double.NaN);
    }

    private void layer(int l) {
        plant(l, null, "dropped", dx -> dx.fill(0));
        plant(l, null, "wrong sign", dx -> scale(dx, -1));
        plant(l, null, "off by 0.1 %", dx -> scale(dx, 1.001f));
    }

    private void plant(int l, Param parameter, String what, Consumer<Tensor> mistake) {
        if (parameter != null) {
            Tensor altered = parameter.gradient().copy();
            set(altered, gradients.get(number(parameter)));
            double[] before = altered.toDoubles();
            mistake.accept(altered);
            if (Arrays.equals(before, altered.toDoubles())) {
                return;
            }
        }
        String where = parameter == null ? stack.layers().get(l).name() + ".backward" : parameter.name();
        trials.add(new SelfTestReport.Trial(where, what, isSeen(l, parameter, mistake)));
    }

    /** The number of a parameter, counted through the network. */
    private int number(Param parameter) {
        return stack.layers().stream()
                .flatMap(layer -> layer.parameters().stream())
                .toList()
                .indexOf(parameter);
    }

    private boolean isSeen(int l, Param parameter, Consumer<Tensor> mistake) {
        List<Layer> layers = new ArrayList<>(stack.layers());
        layers.set(l, new PlantedLayer(layers.get(l), parameter, mistake));
        progress.check();
        return check(layers).verdict() == Verdict.FAILED;
    }

    private GradientReport check(List<Layer> layers) {
        CheckSettings settings = new CheckSettings(null, this::entries, new CheckProgress(), false);
        return new FormulaCheck(rebuilt.apply(layers), settings).run();
    }

    /** The entries with the largest derivatives, and drawn ones. */
    private int[] entries(int parameter, int size) {
        double[] g = gradients.get(parameter);
        IntStream largest = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(g[i])))
                .limit(ENTRIES / 2)
                .mapToInt(Integer::intValue);
        IntStream drawn = IntStream.of(EntryChoice.sample(ENTRIES / 2, 1).of(parameter, size));
        return IntStream.concat(largest, drawn).distinct().sorted().toArray();
    }

    private static void scale(Tensor g, float factor) {
        set(
                g,
                IntStream.range(0, g.size())
                        .mapToDouble(i -> factor * g.get(g.shape().index(i)))
                        .toArray());
    }

    private static void roll(Tensor g, int distance) {
        double[] from = g.toDoubles();
        set(
                g,
                IntStream.range(0, from.length)
                        .mapToDouble(i -> from[(i + distance) % from.length])
                        .toArray());
    }

    private static void set(Tensor g, double[] values) {
        for (int i = 0; i < values.length; i++) {
            g.set(g.shape().index(i), (float) values[i]);
        }
    }

    private static void add(Tensor g, int place, double error) {
        int[] index = g.shape().index(place);
        g.set(index, (float) (g.get(index) + error));
    }
}
