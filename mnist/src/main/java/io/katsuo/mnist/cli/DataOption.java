package io.katsuo.mnist.cli;

import io.katsuo.mnist.Digits;
import io.katsuo.mnist.DownloadListener;
import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.MnistUnavailableException;
import io.katsuo.mnist.command.Machine;
import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.ProgressLine;
import io.katsuo.mnist.command.Terminal;
import io.katsuo.mnist.idx.CorruptDataException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** The option {@code --data}, and loading the images that it asks for. */
final class DataOption {
    static final String NAME = "--data";

    private DataOption() {}

    static void declare(CommandSpec spec) {
        Options.add(
                spec,
                NAME + " DATA",
                "auto",
                text -> text,
                "auto: MNIST from $MNIST_DIR, else from the cache, else downloaded, else embedded. embedded: digits"
                        + " that Katsuo draws itself. Or a directory with MNIST's four files.");
    }

    /** Loads the images, and prints which; draws digits if {@code auto} finds no MNIST. */
    static Digits load(String data, Terminal terminal) throws IOException {
        long start = System.nanoTime();
        Digits digits = read(data, terminal);
        terminal.line("Data: "
                + (digits.isMnist() ? "MNIST from " + digits.origin() : "digits that Katsuo draws itself, not MNIST")
                + ", " + Messages.grouped(digits.train().count()) + " training and "
                + Messages.grouped(digits.test().count()) + " test images, "
                + Messages.seconds(Machine.secondsSince(start)) + ".");
        return digits;
    }

    private static Digits read(String data, Terminal terminal) throws IOException {
        switch (data) {
            case "embedded":
                return Mnist.embedded();
            case "auto":
                try {
                    return Mnist.load(downloads(terminal));
                } catch (MnistUnavailableException e) {
                    terminal.line("MNIST is not available: " + Messages.of(e));
                    return Mnist.embedded();
                }
            default:
                return directory(data);
        }
    }

    private static Digits directory(String name) throws IOException {
        try {
            return Mnist.load(Path.of(name));
        } catch (CorruptDataException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    NAME + ": " + Messages.of(e) + "; " + NAME
                            + " auto finds or downloads MNIST; it looks into $MNIST_DIR first",
                    e);
        } catch (InvalidPathException e) {
            throw new IOException(NAME + ": not the name of a directory: " + e.getMessage(), e);
        }
    }

    private static DownloadListener downloads(Terminal terminal) {
        ProgressLine progress = new ProgressLine(terminal);
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
}
