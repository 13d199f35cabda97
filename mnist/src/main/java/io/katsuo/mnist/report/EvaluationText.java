package io.katsuo.mnist.report;

import io.katsuo.network.metrics.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** An evaluation as lines for a terminal of 80 columns. */
public final class EvaluationText {
    private static final int WIDTH = 80;
    private static final String GAP = "  ";

    private EvaluationText() {}

    /**
     * The lines.
     *
     * @param worst how many mistakes to show as images
     * @param blocks whether images are of block characters; else of ASCII characters
     */
    public static List<String> lines(Evaluation evaluation, int worst, boolean blocks) {
        List<String> lines = new ArrayList<>();
        ConfusionMatrix matrix = evaluation.confusion();
        lines.add(String.format(
                Locale.ROOT,
                "Accuracy %.2f %%, digit among the three largest scores %.2f %%, loss %.4f",
                100 * matrix.accuracy(),
                100 * evaluation.topThree(),
                evaluation.loss()));
        lines.add("");
        matrix.toString().lines().forEach(lines::add);
        lines.add(String.format(
                Locale.ROOT,
                "means over the digits: precision %.2f %%, recall %.2f %%, F1 %.2f %%",
                100 * matrix.macroPrecision(),
                100 * matrix.macroRecall(),
                100 * matrix.macroF1()));
        lines.add("");
        evaluation.calibration().toString().lines().forEach(lines::add);
        List<Evaluation.Mistake> shown = evaluation.worst(worst);
        if (!shown.isEmpty()) {
            lines.add("");
            lines.add(String.format(
                    Locale.ROOT,
                    "The worst %d of %,d mistakes",
                    shown.size(),
                    evaluation.mistakes().size()));
            pictures(evaluation, shown, blocks, lines);
        }
        return lines;
    }

    private static void pictures(
            Evaluation evaluation, List<Evaluation.Mistake> shown, boolean blocks, List<String> lines) {
        List<List<String>> images = trimmed(shown.stream()
                .map(mistake -> evaluation.images().text(mistake.image(), blocks))
                .toList());
        int width = images.getFirst().getFirst().length() + GAP.length();
        int perRow = Math.max(1, (WIDTH + GAP.length()) / width);
        for (int from = 0; from < shown.size(); from += perRow) {
            int to = Math.min(shown.size(), from + perRow);
            lines.add("");
            shown.subList(from, to).forEach(mistake -> lines.add(mistake.toString()));
            for (int y = 0; y < images.getFirst().size(); y++) {
                StringBuilder line = new StringBuilder();
                for (List<String> image : images.subList(from, to)) {
                    line.append(image.get(y)).append(GAP);
                }
                lines.add(line.toString().stripTrailing());
            }
        }
    }

    /** The images without the rows and columns in which all of them are blank. */
    private static List<List<String>> trimmed(List<List<String>> images) {
        List<String> all = images.stream().flatMap(List::stream).toList();
        int left = all.stream()
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        int right = all.stream()
                .mapToInt(line -> line.stripTrailing().length())
                .max()
                .orElse(0);
        int[] inked = IntStream.range(0, images.getFirst().size())
                .filter(y -> images.stream().anyMatch(image -> !image.get(y).isBlank()))
                .toArray();
        if (inked.length == 0) {
            return images;
        }
        return images.stream()
                .map(image -> image.subList(inked[0], inked[inked.length - 1] + 1).stream()
                        .map(line -> line.substring(left, right))
                        .toList())
                .toList();
    }
}
