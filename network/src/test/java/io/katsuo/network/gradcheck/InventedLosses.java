package io.katsuo.network.gradcheck;

/** Losses, each a sum over scores s with targets t. */
final class InventedLosses extends InventedSubjects {
    @Override
    void check() {
        losses();
        moreLosses();
    }

    private void losses() {
        loss(
                "fourth power",
                (s, t) -> Math.pow(s - t, 4),
                (s, t) -> 4 * Math.pow(s - t, 3),
                "3 for 4",
                (s, t) -> 3 * Math.pow(s - t, 3));
        loss(
                "log-cosh",
                (s, t) -> Math.log(Math.cosh(s - t)),
                (s, t) -> Math.tanh(s - t),
                "t - s",
                (s, t) -> Math.tanh(t - s));
        loss("squared", (s, t) -> square(s - t), (s, t) -> 2 * (s - t), "target ignored", (s, t) -> 2 * s);
        loss(
                "relative square",
                (s, t) -> square((s - t) / t),
                (s, t) -> 2 * (s - t) / t / t,
                "divided once",
                (s, t) -> 2 * (s - t) / t);
        loss(
                "Cauchy",
                (s, t) -> Math.log1p(square(s - t)),
                (s, t) -> 2 * (s - t) / (1 + square(s - t)),
                "unbounded",
                (s, t) -> 2 * (s - t));
        loss(
                "Poisson",
                (s, t) -> Math.exp(s) - t * s,
                (s, t) -> Math.exp(s) - t,
                "t times s",
                (s, t) -> Math.exp(s) - t * s);
        loss(
                "exponential",
                (s, t) -> Math.exp(-s * t),
                (s, t) -> -t * Math.exp(-s * t),
                "t forgotten",
                (s, t) -> -Math.exp(-s * t));
    }

    private void moreLosses() {
        loss(
                "pseudo-Huber",
                (s, t) -> Math.sqrt(1 + square(s - t)),
                (s, t) -> (s - t) / Math.sqrt(1 + square(s - t)),
                "detached",
                (s, t) -> 0);
        loss("sine loss", (s, t) -> Math.sin(s) * t, (s, t) -> Math.cos(s) * t, "by the target", (s, t) -> Math.sin(s));
        loss(
                "logistic",
                (s, t) -> Math.log1p(Math.exp(-s)) + (1 - t) * s,
                (s, t) -> sigmoid(s) - t,
                "t of 1 for all above half",
                (s, t) -> sigmoid(s) - (t > 0.5 ? 1 : t));
        loss(
                "Gaussian loss",
                (s, t) -> -Math.exp(-square(s - t)),
                (s, t) -> 2 * (s - t) * Math.exp(-square(s - t)),
                "wider",
                (s, t) -> 2 * (s - t) * Math.exp(-square(s - t) / 2));
        loss(
                "quadratic with cubic",
                (s, t) -> square(s - t) + 0.1 * s * s * s,
                (s, t) -> 2 * (s - t) + 0.3 * s * s,
                "penalty forgotten",
                (s, t) -> 2 * (s - t));
        loss(
                "squared again",
                (s, t) -> square(s - t),
                (s, t) -> 2 * (s - t),
                "targets rounded to two digits",
                (s, t) -> 2 * (s - Math.rint(100 * t) / 100));
    }
}
