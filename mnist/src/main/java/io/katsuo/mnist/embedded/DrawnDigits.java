package io.katsuo.mnist.embedded;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.random.Rng;

/**
 * Sets of drawn digits. Each image has its own seed, so that the bytes depend neither on the number of threads nor on the machine.
 *
 * @param pixels image after image of 28 × 28 unsigned bytes, 255 being ink
 */
public record DrawnDigits(byte[] pixels, byte[] labels) {
    /** The seed of the images to learn from. */
    public static final long TRAIN_SEED = 0x6B6174_73756FL;
    /** The seed of the images to be examined on. */
    public static final long TEST_SEED = ~TRAIN_SEED;
    /** Height and width of an image in pixels. */
    public static final int SIDE = Pen.SIDE;

    private static final int IMAGES_PER_PIECE = 50;

    /**
     * Draws a set of digits, on the threads of this call tree.
     *
     * @param seed which set; sets of different seeds share no image
     * @param count how many images
     */
    public static DrawnDigits draw(long seed, int count) {
        Rng master = new Rng(seed);
        long[] seeds = new long[count];
        for (int i = 0; i < count; i++) {
            seeds[i] = master.nextLong();
        }
        DrawnDigits set = new DrawnDigits(new byte[count * SIDE * SIDE], new byte[count]);
        Parallel.run(
                (count + IMAGES_PER_PIECE - 1) / IMAGES_PER_PIECE,
                p -> set.drawPiece(seeds, p * IMAGES_PER_PIECE, Math.min(count, (p + 1) * IMAGES_PER_PIECE)));
        return set;
    }

    private void drawPiece(long[] seeds, int from, int to) {
        Handwriting hand = new Handwriting();
        Pen pen = new Pen();
        for (int i = from; i < to; i++) {
            Rng rng = new Rng(seeds[i]);
            labels[i] = (byte) rng.nextInt(10);
            pen.draw(hand.write(labels[i], rng), rng, pixels, i * SIDE * SIDE);
        }
    }
}
