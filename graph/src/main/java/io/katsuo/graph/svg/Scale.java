package io.katsuo.graph.svg;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The scale of an axis: the positions of values, and its ticks. */
public enum Scale {
    /** Equal differences have equal lengths. */
    LINEAR {
        @Override
        double position(double value) {
            return Math.abs(value) <= LARGEST ? value : Double.NaN;
        }

        @Override
        double[] range(double low, double high) {
            double pad = apart(low, high) ? 0 : Math.max(Math.abs(low), 1) / 2;
            double step = step(high - low + 2 * pad, 5);
            return new double[] {
                Math.max(Math.floor((low - pad) / step) * step, -LARGEST),
                Math.min(Math.ceil((high + pad) / step) * step, LARGEST)
            };
        }

        @Override
        List<Double> ticks(double low, double high, int count) {
            List<Double> ticks = new ArrayList<>();
            double step = step(high - low, count);
            double first = Math.ceil(low / step - 1e-9);
            for (int n = 0; (first + n) * step <= high + step * 1e-9; n++) {
                // Through decimal, so that 3 · 0.1 is 0.3.
                ticks.add(BigDecimal.valueOf(step)
                        .multiply(BigDecimal.valueOf(first + n))
                        .doubleValue());
            }
            return ticks;
        }

        /** 1, 2 or 5 times a power of ten, so that at most {@code count} steps fill the length. */
        private double step(double length, int count) {
            double raw = length / count;
            double power = Math.pow(10, Math.floor(Math.log10(raw)));
            for (double factor : FACTORS) {
                if (factor * power >= raw * (1 - 1e-9)) {
                    return BigDecimal.valueOf(factor * power)
                            .stripTrailingZeros()
                            .doubleValue();
                }
            }
            return 10 * power;
        }
    },

    /** Equal ratios have equal lengths; zero and negative values have no position. */
    LOG {
        @Override
        double position(double value) {
            return value >= 1 / LARGEST ? Math.log10(value) : Double.NaN;
        }

        @Override
        double[] range(double low, double high) {
            return new double[] {Math.max(low / 1.1, 1 / LARGEST), Math.min(high * 1.1, Double.MAX_VALUE)};
        }

        @Override
        List<Double> ticks(double low, double high, int count) {
            List<Double> all = new ArrayList<>();
            List<Double> powers = new ArrayList<>();
            for (int exponent = (int) Math.floor(Math.log10(low)); exponent <= Math.log10(high); exponent++) {
                for (double factor : FACTORS) {
                    double tick =
                            new BigDecimal(factor).scaleByPowerOfTen(exponent).doubleValue();
                    if (tick >= low && tick <= high) {
                        all.add(tick);
                        if (factor == 1) {
                            powers.add(tick);
                        }
                    }
                }
            }
            if (all.size() <= 2 * count || powers.size() < 2) {
                return all;
            }
            int every = Math.ceilDiv(powers.size(), 3 * count);
            return IntStream.range(0, powers.size())
                    .filter(i -> i % every == 0)
                    .mapToObj(powers::get)
                    .toList();
        }

        @Override
        String label(double tick) {
            if (tick >= 1e-3 && tick < 1e6) {
                return super.label(tick);
            }
            // Java writes numbers up to 10⁷ without an exponent.
            return tick >= 1e6 && tick < 1e7
                    ? Math.round(tick / 1e6) + "e6"
                    : String.valueOf(tick).replace(".0E", "e");
        }
    },

    /**
     * Shares from 0 to 1 at −log(1 − share), so that the last percents, where good results differ, have the most space.
     * All shares above 99.99 % are at the end.
     */
    ACCURACY {
        @Override
        double position(double value) {
            return value >= 0 && value <= 1 ? -Math.log10(Math.max(1 - value, 1e-4)) : Double.NaN;
        }

        @Override
        double[] range(double low, double high) {
            return new double[] {0, 1 - (1 - Math.min(high, 0.9999)) / 1.25};
        }

        @Override
        List<Double> ticks(double low, double high, int count) {
            List<Double> ticks = new ArrayList<>();
            for (double tick : high < 0.5 ? LOW_SHARES : SHARES) {
                if (tick >= low && tick <= high) {
                    ticks.add(tick);
                }
            }
            return ticks;
        }

        @Override
        String label(double tick) {
            return plain(BigDecimal.valueOf(tick).scaleByPowerOfTen(2)) + " %";
        }
    };

    private static final double[] FACTORS = {1, 2, 5};
    private static final double[] SHARES = {0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999};
    private static final double[] LOW_SHARES = {0, 0.1, 0.2, 0.3, 0.4};

    /** Beyond it a difference of two values may be infinite. */
    private static final double LARGEST = 1e300;

    /** Whether there are round numbers between two values: not if they differ by rounding only. */
    static boolean apart(double low, double high) {
        return high - low > Math.max(1e-12 * Math.max(Math.abs(low), Math.abs(high)), 1 / LARGEST);
    }

    /** The position of a value, in the scale's own unit; NaN if it has none. */
    abstract double position(double value);

    /** The ends of an axis that shows these values. */
    abstract double[] range(double low, double high);

    /** Round values between the ends of an axis, about {@code count}. */
    abstract List<Double> ticks(double low, double high, int count);

    /** The label of a tick. */
    String label(double tick) {
        return plain(BigDecimal.valueOf(tick));
    }

    /** All digits in groups of three, without {@code String.format}, whose first call takes 20 ms. */
    private static String plain(BigDecimal value) {
        StringBuilder text = new StringBuilder(value.stripTrailingZeros().toPlainString());
        int point = text.indexOf(".");
        int first = value.signum() < 0 ? 1 : 0;
        for (int i = (point < 0 ? text.length() : point) - 3; i > first; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }
}
