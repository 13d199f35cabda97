package io.katsuo.mnist.predict;

import io.katsuo.mnist.command.Messages;
import java.util.stream.IntStream;

/**
 * What a network says of a picture.
 *
 * @param image what the network saw
 */
public record Reading(MnistImage image, float[] probabilities) {
    /** An answer of a smaller probability is a guess. */
    private static final float SURE = 0.7f;

    /** The most probable digit; -1 if there is no ink, or the scores of the network are not finite. */
    public int answer() {
        return image.isEmpty() || !finite() ? -1 : digits()[0];
    }

    /** Why the answer should not be relied on; null if nothing is known against it. */
    public String doubt() {
        if (image.isEmpty()) {
            return "the picture is empty: it shows no ink";
        }
        if (!finite()) {
            return "the network is damaged: its probabilities are not finite";
        }
        int[] digits = digits();
        float first = probabilities[digits[0]];
        if (first >= SURE) {
            return null;
        }
        return "unsure: " + digits[0] + " (" + Messages.percent(first) + ") or " + digits[1] + " ("
                + Messages.percent(probabilities[digits[1]]) + ")";
    }

    private boolean finite() {
        for (float probability : probabilities) {
            if (!Float.isFinite(probability)) {
                return false;
            }
        }
        return true;
    }

    /** The digits, the most probable one first. */
    private int[] digits() {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Float.compare(probabilities[b], probabilities[a]))
                .mapToInt(digit -> digit)
                .toArray();
    }
}
