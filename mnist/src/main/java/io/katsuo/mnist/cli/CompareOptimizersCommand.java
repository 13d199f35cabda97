package io.katsuo.mnist.cli;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.parallel.Threads;
import io.katsuo.graph.svg.LineChart;
import io.katsuo.graph.svg.Panel;
import io.katsuo.graph.svg.Scale;
import io.katsuo.graph.svg.Series;
import io.katsuo.mnist.Digits;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.report.OptimizerPath;
import io.katsuo.network.Classifier;
import io.katsuo.network.NonFiniteException;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingListener;
import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code katsuo compare-optimizers}. */
final class CompareOptimizersCommand implements Callable<Integer> {
    private static final String PATHS = "optimizer-paths.svg";
    private static final String LOSSES = "optimizer-losses.svg";
    private static final String TABLE = "optimizers.txt";
    private static final List<String> FILES = List.of(PATHS, LOSSES, TABLE);

    private static final int PATH_STEPS = 30;
    private static final int MAX_ITERATIONS = 1_000_000;
    private static final int BATCH = 100;
    /** The points of a curve; each is the mean of the losses around it. */
    private static final int POINTS = 40;

    private final Session session;
    private CommandSpec spec;

    private CompareOptimizersCommand(Session session) {
        this.session = session;
    }

    /** The training of one network. */
    private record Contender(Recipe recipe, double[] losses, double testAccuracy) {
        String name() {
            return Recipe.word(recipe.optimizer());
        }

        double lastLoss() {
            int from = losses.length - Math.ceilDiv(losses.length, POINTS);
            return Arrays.stream(losses, from, losses.length).average().orElse(Double.NaN);
        }
    }

    /** The command and its options. */
    static CommandSpec spec(Session session) {
        CompareOptimizersCommand command = new CompareOptimizersCommand(session);
        command.spec = CommandRunner.command(command, "compare-optimizers", "Compare the optimizers with each other.");
        DataOption.declare(command.spec);
        Options.add(command.spec, "--net SIZES", "784-100-100-10", Recipe::sizes, "Units from inputs to classes.");
        Options.add(
                command.spec, "--iterations N", "1000", Options.whole(1, MAX_ITERATIONS), "Steps on batches of 100.");
        Options.seed(command.spec, "Where initial weights and batches come from, the same for all optimizers.");
        Options.threads(command.spec);
        Options.add(command.spec, "--out DIR", "katsuo-out", Options::directory, "Where the files go.");
        CommandRunner.help(
                command.spec,
                List.of("Lets every optimizer take 30 steps over f(x, y) = x²/20 + y² from (-7, 2), with the book's"
                        + " learning rates, and train the same network on the same batches, with its usual rate."),
                "Files: optimizer-paths.svg (the paths over f), optimizer-losses.svg (the losses of training),"
                        + " optimizers.txt (the table).",
                "",
                "Examples:",
                "  katsuo compare-optimizers",
                "  katsuo compare-optimizers --data embedded --iterations 300 --out /tmp/optimizers",
                "",
                "Exit codes: 0 compared; 1 failed; 2 options not understood.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        Backend.describe();
        OutputDirectory out = OutputDirectory.open("--out", Options.outputDirectory(spec, "--out"), FILES, 1 << 20);
        session.cleanup(out::discardIfEmpty);
        try {
            return Threads.call(Options.threadCount(spec), () -> compare(out));
        } finally {
            out.discardIfEmpty();
        }
    }

    private int compare(OutputDirectory out) throws IOException {
        List<OptimizerPath> paths = new ArrayList<>();
        for (Recipe.OptimizerName name : Recipe.OptimizerName.values()) {
            Recipe recipe = recipe(name, name.rateInValley);
            paths.add(OptimizerPath.of(Recipe.word(name), recipe.rate(), recipe.optimizer(PATH_STEPS), PATH_STEPS));
        }
        List<String> table = new ArrayList<>(pathTable(paths));
        table.forEach(session.terminal()::line);
        session.doing("comparing optimizers; no file was written");
        Digits digits = DataOption.load(Options.value(spec, DataOption.NAME), session.terminal());
        List<Contender> contenders = new ArrayList<>();
        String head = String.format("%-10s %8s %8s %10s", "optimizer", "rate", "loss", "test");
        session.terminal().line(head);
        table.addAll(List.of("", title(digits), head));
        for (Recipe.OptimizerName name : Recipe.OptimizerName.values()) {
            Contender contender = train(recipe(name, name.rate), digits);
            contenders.add(contender);
            String row = String.format(
                    Locale.ROOT,
                    "%-10s %8s %8.4f %10s",
                    contender.name(),
                    contender.recipe().rate(),
                    contender.lastLoss(),
                    Messages.percent(contender.testAccuracy()));
            session.terminal().line(row);
            table.add(row);
        }
        Map<String, AtomicFile.Content> files = new LinkedHashMap<>();
        files.put(PATHS, AtomicFile.Content.of(OptimizerPath.svg(paths)));
        files.put(LOSSES, AtomicFile.Content.of(chart(contenders, title(digits)).toSvg()));
        files.put(TABLE, AtomicFile.Content.of(String.join("\n", table) + "\n"));
        RunFiles.write(out, files);
        session.doing(null);
        session.terminal()
                .line("Files in " + Messages.printable(out.path().toString()) + ": " + String.join(", ", FILES));
        return CommandRunner.OK;
    }

    private Recipe recipe(Recipe.OptimizerName name, double rate) {
        double decay = name == Recipe.OptimizerName.ADAMW ? 0.01 : 0;
        return new Recipe(
                Options.value(spec, "--net"),
                Recipe.Activation.RELU,
                0,
                false,
                name,
                rate,
                Recipe.Plan.CONSTANT,
                decay);
    }

    private String title(Digits digits) {
        return Options.value(spec, "--net") + " on " + (digits.isMnist() ? "MNIST" : "drawn digits (not MNIST)") + ", "
                + Messages.grouped(Options.<Integer>value(spec, "--iterations")) + " batches of " + BATCH;
    }

    private static List<String> pathTable(List<OptimizerPath> paths) {
        List<String> lines = new ArrayList<>();
        lines.add("f(x, y) = x²/20 + y² from (-7, 2)");
        lines.add(
                String.format("%-10s %8s %11s %11s   %s", "optimizer", "rate", "f after 10", "after 30", "at the end"));
        for (OptimizerPath path : paths) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-10s %8s %11.3g %11.3g   (%.3f, %.3f)",
                    path.name(),
                    path.rate(),
                    path.f(10),
                    path.f(PATH_STEPS),
                    path.x()[PATH_STEPS],
                    path.y()[PATH_STEPS]));
        }
        lines.add("");
        return lines;
    }

    private Contender train(Recipe recipe, Digits digits) {
        long seed = Options.<Long>value(spec, "--seed");
        int iterations = Options.<Integer>value(spec, "--iterations");
        Classifier network = recipe.network(seed);
        double[] losses = new double[iterations];
        Arrays.fill(losses, Double.NaN);
        try {
            new Trainer(network, digits.train(), digits.train().targets())
                    .optimizer(recipe.optimizer(iterations))
                    .iterations(iterations)
                    .batchSize(BATCH)
                    .seed(seed)
                    .listener(new TrainingListener() {
                        @Override
                        public void onIteration(int iteration, int all, double loss) {
                            losses[iteration] = loss;
                        }
                    })
                    .run();
        } catch (NonFiniteException e) {
            session.terminal().line(Recipe.word(recipe.optimizer()) + ": " + Messages.of(e));
        }
        return new Contender(
                recipe, losses, network.accuracy(digits.test(), digits.test().targets()));
    }

    private static LineChart chart(List<Contender> contenders, String title) {
        List<Series> series = new ArrayList<>();
        for (Contender contender : contenders) {
            double[] losses = contender.losses();
            int points = Math.min(POINTS, losses.length);
            double[] x = new double[points];
            double[] y = new double[points];
            for (int i = 0; i < points; i++) {
                int from = (int) ((long) losses.length * i / points);
                int to = (int) ((long) losses.length * (i + 1) / points);
                x[i] = (from + to) / 2.0;
                y[i] = Arrays.stream(losses, from, to).average().orElse(Double.NaN);
            }
            series.add(new Series(contender.name(), x, y, Series.Style.MARKED));
        }
        return new LineChart(
                "Losses of the optimizers", title, "iteration", List.of(new Panel("loss", Scale.LOG, 380, series)));
    }
}
