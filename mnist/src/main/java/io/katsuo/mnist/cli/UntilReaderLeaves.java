package io.katsuo.mnist.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * A stream that ends quietly when nobody reads the other end of its pipe any more, as with {@code | head}. Any other
 * failure is thrown.
 */
final class UntilReaderLeaves extends OutputStream {
    private final OutputStream out;
    private boolean left;

    UntilReaderLeaves(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (!left) {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                String message = String.valueOf(e.getMessage());
                left = message.toLowerCase(Locale.ROOT).contains("pipe");
                if (!left) {
                    throw e;
                }
            }
        }
    }
}
