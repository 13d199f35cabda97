package io.katsuo.mnist.cli;

import io.katsuo.mnist.DataSource;
import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.MnistOptions;
import io.katsuo.mnist.MnistTensors;
import io.katsuo.mnist.fetch.DownloadListener;
import io.katsuo.mnist.fetch.MnistUnavailableException;
import java.io.IOException;

/** Loads the images that {@code --data} asks for, and says so. */
final class DataLoading {
    private DataLoading() {}

    /** The images; the embedded ones if MNIST is nowhere and was not insisted on. */
    static MnistTensors load(String data, Terminal terminal) throws IOException {
        try {
            return load(DataSource.of(data, "--data", downloads(terminal)));
        } catch (MnistUnavailableException e) {
            terminal.line("MNIST is not to be had: " + Messages.of(e));
            return load(DataSource.embedded());
        }
    }

    private static MnistTensors load(DataSource source) throws IOException {
        return Mnist.load(source, MnistOptions.DEFAULT);
    }

    private static DownloadListener downloads(Terminal terminal) {
        Progress progress = new Progress(terminal);
        return new DownloadListener() {
            @Override
            public void received(long bytes, long total) {
                if (progress.isDue()) {
                    progress.draw("of MNIST downloaded", bytes, total);
                }
            }

            @Override
            public void note(String line) {
                terminal.line(line);
            }
        };
    }

    /** Says which images there are. */
    static void announce(MnistTensors mnist, double seconds, Terminal terminal) {
        boolean real = mnist.data().dataset().equals(DataSource.MNIST);
        terminal.line("Data: "
                + (real ? "MNIST from " + mnist.data().origin() : "digits that Katsuo draws itself, not MNIST") + ", "
                + Messages.grouped(mnist.train().count()) + " training and "
                + Messages.grouped(mnist.test().count()) + " test images, " + Messages.seconds(seconds) + ".");
    }
}
