package io.katsuo.bench.claim;

import io.katsuo.bench.claim.sides.Agreement;
import io.katsuo.bench.claim.sides.Images;
import io.katsuo.bench.claim.sides.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Proves that all gradients agree, then takes the times. */
final class ClaimRun {
    private final Plan plan;
    private final Images images;
    private final Consumer<String> progress;

    /** @param progress hears of each step, a line each */
    ClaimRun(Plan plan, Images images, Consumer<String> progress) {
        this.plan = plan;
        this.images = images;
        this.progress = progress;
    }

    /** Compares the gradients of each case. */
    List<Agreement> check() {
        List<Agreement> agreements = new ArrayList<>();
        for (Case next : plan.cases()) {
            Agreement found = Agreement.check(next.way(), task(next));
            progress.accept(String.format(
                    Locale.ROOT,
                    "gradients agree within %.1e of the largest (allowed %.0e): %s; %,d compared, %,d at kinks left out",
                    found.worst(),
                    next.way().limit(),
                    next.name(),
                    found.compared(),
                    found.kinked()));
            agreements.add(found);
        }
        return agreements;
    }

    private Task task(Case of) {
        return Task.of(of.net(), of.batch(), of.most(), images);
    }

    /** Takes the times of each case; forks of one case are spread over the whole run. */
    List<Result> time(List<Agreement> agreements, Stopwatch stopwatch) throws IOException {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < plan.cases().size(); i++) {
            Case of = plan.cases().get(i);
            results.add(new Result(
                    of, task(of).count(), agreements.get(i), new double[of.forks()], new double[of.forks()]));
        }
        for (int fork = 0; fork < plan.forks(); fork++) {
            for (Result result : results) {
                if (fork < result.of().forks()) {
                    time(result, fork, stopwatch);
                }
            }
        }
        return results;
    }

    /** The two large products of the first case's network. */
    List<Products> products(Stopwatch stopwatch) throws IOException {
        List<Products> products = new ArrayList<>();
        Case first = plan.cases().getFirst();
        for (int batch : plan.products()) {
            Case of = new Case(first.way(), first.net(), batch, 1, 1);
            progress.accept("the products of " + of.name());
            products.add(new Products(
                    batch, stopwatch.seconds(of, Side.FORWARD_PRODUCT), stopwatch.seconds(of, Side.GRADIENT_PRODUCT)));
        }
        return products;
    }

    private void time(Result result, int fork, Stopwatch stopwatch) throws IOException {
        Case of = result.of();
        result.backpropagation()[fork] = stopwatch.seconds(of, Side.BACKPROPAGATION);
        result.differences()[fork] = stopwatch.seconds(of, Side.DIFFERENCES);
        progress.accept(String.format(
                Locale.ROOT, "fork %d of %d: %s: ratio %,.0f", fork + 1, of.forks(), of.name(), result.ratios()[fork]));
    }
}
