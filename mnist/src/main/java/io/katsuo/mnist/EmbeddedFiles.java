package io.katsuo.mnist;

import io.katsuo.mnist.background.Task;
import io.katsuo.mnist.embedded.DrawnDigits;
import io.katsuo.mnist.fetch.MnistFile;
import io.katsuo.mnist.idx.IdxArray;
import java.io.IOException;
import java.util.Map;

/** Drawn digits as if they came from files of MNIST's names. */
final class EmbeddedFiles implements DataSource.Files {
    private static final int TRAIN_COUNT = 10_000;
    private static final int TEST_COUNT = 2_000;

    private final Task<Map<MnistFile, IdxArray>> train = Task.start(
            "draw-train",
            () -> draw(DrawnDigits.TRAIN_SEED, TRAIN_COUNT, MnistFile.TRAIN_IMAGES, MnistFile.TRAIN_LABELS));
    private final Task<Map<MnistFile, IdxArray>> test = Task.start(
            "draw-test", () -> draw(DrawnDigits.TEST_SEED, TEST_COUNT, MnistFile.TEST_IMAGES, MnistFile.TEST_LABELS));

    private static Map<MnistFile, IdxArray> draw(long seed, int count, MnistFile images, MnistFile labels) {
        DrawnDigits set = DrawnDigits.draw(seed, count);
        return Map.of(
                images, IdxArray.of(images.fileName(), set.pixels(), count, DrawnDigits.SIDE, DrawnDigits.SIDE),
                labels, IdxArray.of(labels.fileName(), set.labels(), count));
    }

    @Override
    public String origin() {
        return "drawn by the library";
    }

    @Override
    public int count(MnistFile file) {
        return training(file) ? TRAIN_COUNT : TEST_COUNT;
    }

    @Override
    public IdxArray content(MnistFile file) throws IOException {
        return (training(file) ? train : test).await().get(file);
    }

    private static boolean training(MnistFile file) {
        return file == MnistFile.TRAIN_IMAGES || file == MnistFile.TRAIN_LABELS;
    }

    @Override
    public void cancel() {
        train.cancel();
        test.cancel();
    }
}
