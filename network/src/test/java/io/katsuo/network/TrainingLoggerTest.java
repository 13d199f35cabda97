package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Sgd;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

/** What a trainer says by default. */
class TrainingLoggerTest {
    private static final Tensor X = Tensor.randn(new Rng(1), 1100, 6);
    private static final Targets T = Targets.of(labels());

    private static int[] labels() {
        int[] labels = new int[1100];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = X.get(i, 0) > 0 ? 1 : 0;
        }
        return labels;
    }

    private static Trainer trainer() {
        return new Trainer(new TwoLayerNet(6, 5, 2, 1), X, T).batchSize(50);
    }

    /** A logger that keeps its lines. */
    private record Lines(List<String> lines) implements System.Logger {
        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... params) {
            lines.add(level + " " + format);
        }
    }

    @Test
    void theDefaultListenerWritesAtMostALineAnEpochAndTheResult() {
        Lines lines = new Lines(new ArrayList<>());
        TrainingResult result =
                trainer().listener(new TrainingLogger(lines)).iterations(200).run();
        assertTrue(lines.lines.getFirst().startsWith("INFO epoch 0, iteration 0: loss 0."), lines::toString);
        assertEquals("INFO " + result, lines.lines.getLast());
        assertTrue(lines.lines.size() <= result.epochs().size() + 1, lines::toString);
        assertTrue(result.toString().contains(" s; network after iteration 199: loss 0."), result::toString);
    }

    @Test
    void nothingIsWrittenToStandardOutput() {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes));
        try {
            trainer().iterations(30).run();
        } finally {
            System.setOut(before);
        }
        assertEquals(0, bytes.size());
    }

    @Test
    void aRunThatLearnsNothingSaysSo() {
        Lines lines = new Lines(new ArrayList<>());
        TrainingResult result = trainer()
                .listener(new TrainingLogger(lines))
                .optimizer(new Sgd(1e-9))
                .iterations(100)
                .run();
        assertTrue(result.warning().contains("a smaller learning rate"), result::toString);
        assertTrue(lines.lines.getLast().startsWith("WARNING 100 iterations"), lines::toString);
        assertEquals("", trainer().iterations(200).run().warning());
    }
}
