package io.katsuo.network.gradcheck;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.layers.Param;
import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.Stencil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The check along random directions: {@code g·v}, of the gradient by back-propagation, is compared with the derivative of
 * the loss in double along v, whose entries are normal variates. A mistake anywhere in g changes {@code g·v} by about its
 * norm, so a few directions show whether there is one, with two evaluations for each direction however many parameters
 * there are; they do not show where. Therefore some directions go through each parameter alone, others through all.
 *
 * <p>The bound: {@link RoundingErrors} estimates the error of each entry of g; errors of different entries are independent
 * of v, so that those of {@code g·v} have the size of their norm. The rounding error that the double losses give to a
 * difference is added.
 */
final class Directions {
    /** The name of the entry for directions through all parameters. */
    static final String ALL = "all";

    /** Many weights move at once: a smaller step than for single ones keeps their units on their side of a kink. */
    private static final double STEP = 1e-6;

    /** Tried where that disagrees: wider steps for large losses, smaller ones for large inputs. */
    private static final double[] OTHER_STEPS = {1e-5, 1e-4, 1e-3, 1e-6, 1e-7};

    private static final double MARGIN = 4;

    /** The rounding of a loss in double, which is a sum of many terms, in units in the last place. */
    private static final double LOSS_ROUNDINGS = 16;

    private final DoubleNetwork formulas;
    private final int count;
    private final long seed;
    private final List<Group> groups = new ArrayList<>();
    private final List<double[]> gradients;
    /** By group: the sum of the squares of the errors of the entries that move. */
    private final List<Double> errorSquares = new ArrayList<>();

    private final List<String> findings = new ArrayList<>();
    private final double loss;
    private final double lossBound;

    /** What moves together: one parameter, or all. */
    private record Group(String name, String layer, int number) {}

    /** Checks a number of directions; one that fails is judged again with more disturbed runs. */
    static GradientReport run(Stack stack, int count, long seed, CheckProgress progress) {
        GradientReport report = new Directions(stack, count, seed, RoundingErrors.RUNS).run(progress);
        return report.verdict() == Verdict.FAILED
                ? new Directions(stack, count, seed, RoundingErrors.MORE_RUNS).run(progress)
                : report;
    }

    private Directions(Stack stack, int count, long seed, int runs) {
        if (count < 1) {
            throw new IllegalArgumentException("directions: at least 1 needed: " + count);
        }
        this.formulas = stack.formulas(stack.objective().targets(stack.outputs()));
        this.count = count;
        this.seed = seed;
        FloatPass pass = new FloatPass(stack);
        RoundingErrors errors = new RoundingErrors(stack, pass, runs);
        this.loss = stack.whole().getAsDouble();
        this.lossBound = MARGIN * errors.loss + 1e-6 * Math.max(1, Math.abs(loss));
        List<double[]> first = gradients(stack);
        double unused = stack.whole().getAsDouble(); // called for what the layers keep for the backward pass
        this.gradients = gradients(stack);
        for (int l = 0; l < stack.depth(); l++) {
            List<Param> own = stack.layers().get(l).parameters();
            for (int p = 0; p < own.size(); p++) {
                int number = groups.size();
                String name = own.get(p).name();
                groups.add(new Group(name, stack.layers().get(l).name(), number));
                errorSquares.add(errorSquares(errors.wholeGradients[l][p], gradients.get(number), stack.rows()));
                if (!Arrays.equals(first.get(number), gradients.get(number))) {
                    findings.add(name + ": two calls with the same batch give different gradients");
                }
            }
        }
        if (groups.size() > 1) {
            groups.add(new Group(ALL, ALL, groups.size()));
            errorSquares.add(
                    errorSquares.stream().mapToDouble(Double::doubleValue).sum());
        }
    }

    private static List<double[]> gradients(Stack stack) {
        return stack.layers().stream()
                .flatMap(layer -> layer.parameters().stream())
                .map(parameter -> parameter.gradient().toDoubles())
                .toList();
    }

    private static double errorSquares(double[] roundings, double[] gradient, int rows) {
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            double error = roundings[i] + ErrorBound.step(rows, Math.abs(gradient[i]));
            squares += error * error;
        }
        return squares;
    }

    private GradientReport run(CheckProgress progress) {
        DirectionalDerivative[][] found = new DirectionalDerivative[groups.size()][count];
        double[][] products = new double[groups.size()][count];
        progress.begin((long) groups.size() * count);
        Parallel.run(groups.size() * count, block -> {
            int group = block / count;
            double[][] v = direction(group, block % count);
            products[group][block % count] = product(v);
            found[group][block % count] = DirectionalDerivative.of(formulas, v, Stencil::central, STEP);
            progress.advance();
        });
        List<CheckedParameter> entries = new ArrayList<>();
        for (Group group : groups) {
            CheckedParameter entry = entry(group, products[group.number], found[group.number]);
            entries.add(entry);
            if (entry.verdict() == Verdict.FAILED) {
                findings.add(entry.reason());
            }
        }
        double error = Math.abs(loss - formulas.meanLoss());
        CheckedForward forward = new CheckedForward(loss, formulas.meanLoss(), error, lossBound, error <= lossBound);
        if (!forward.passed()) {
            findings.addFirst(
                    "the loss in float32, " + loss + ", is not that of the formulas in double, " + formulas.meanLoss());
        }
        return new GradientReport(
                "network, along " + count + " random directions", entries, List.of(), forward, findings, List.of());
    }

    /** Whether a parameter moves in the directions of a group. */
    private boolean moves(int parameter, int group) {
        return group == parameter || group == gradients.size();
    }

    /** Normal variates for one parameter, or for all; the same whatever the others are. */
    private double[][] direction(int group, int number) {
        double[][] v = new double[gradients.size()][];
        Rng rng = new Rng(seed);
        for (int i = 0; i <= number; i++) {
            rng = rng.split();
        }
        for (int p = 0; p < v.length; p++) {
            Rng own = rng.split();
            v[p] = new double[moves(p, group) ? gradients.get(p).length : 0];
            Arrays.setAll(v[p], i -> own.nextNormal());
        }
        return v;
    }

    private double product(double[][] v) {
        double sum = 0;
        for (int p = 0; p < v.length; p++) {
            for (int i = 0; i < v[p].length; i++) {
                sum += gradients.get(p)[i] * v[p][i];
            }
        }
        return sum;
    }

    private CheckedParameter entry(Group group, double[] products, DirectionalDerivative[] found) {
        double rounding = MARGIN * Math.sqrt(errorSquares.get(group.number));
        Errors.Sum sum = new Errors.Sum();
        double step = STEP;
        for (int i = 0; i < count; i++) {
            found[i] = settled(group.number, i, products[i], found[i], rounding);
            if (!found[i].kinked()) {
                sum.add(i, products[i], found[i].value());
                step = Math.min(step, found[i].step());
            }
        }
        double bound = rounding + LOSS_ROUNDINGS * Math.ulp(Math.max(1, Math.abs(loss))) / step;
        int shown = 0;
        for (DirectionalDerivative one : found) {
            shown += !one.kinked() && Math.abs(one.value()) > bound ? 1 : 0;
        }
        boolean right = sum.count() == 0 || sum.errors().maxAbsolute() <= bound;
        int worst = Math.max(sum.worst(), 0);
        return new CheckedParameter(
                group.name,
                group.layer,
                Shape.of(count),
                sum.count(),
                count - sum.count(),
                sum.errors(),
                Errors.NONE,
                Errors.NONE,
                bound,
                CheckedParameter.Worst.of(Shape.of(count), worst, products[worst], found[worst].value()),
                shown,
                right ? Verdict.right(shown) : Verdict.FAILED,
                right ? (shown > 0 ? "passed" : Verdict.NOTHING_SHOWN) : reason(group.name, sum, bound));
    }

    /** Takes a derivative that disagrees again with other steps: a wrong one agrees with none of them. */
    private DirectionalDerivative settled(
            int group, int number, double product, DirectionalDerivative found, double bound) {
        if (found.kinked() || Math.abs(product - found.value()) <= bound) {
            return found;
        }
        double[][] direction = direction(group, number);
        for (double step : OTHER_STEPS) {
            DirectionalDerivative other = DirectionalDerivative.of(formulas, direction, Stencil::richardson, step);
            if (!other.kinked() && Math.abs(product - other.value()) <= bound) {
                return new DirectionalDerivative(other.value(), Math.max(other.step(), STEP), false);
            }
        }
        return found;
    }

    private String reason(String name, Errors.Sum sum, double bound) {
        if (Double.isNaN(sum.errors().maxAbsolute())) {
            return name + ": the gradient or the loss has entries that are not finite";
        }
        return String.format(
                Locale.ROOT,
                "%s: the gradient disagrees with the loss along random directions by up to %.1e, more than the %.1e"
                        + " that rounding can do",
                name,
                sum.errors().maxAbsolute(),
                bound);
    }
}
