package io.katsuo.mnist.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * A stream that discards what is written after the reader of its pipe has closed it, as {@code | head} does. Any other
 * failure is thrown.
 */
final class PipeOutput extends OutputStream {
    private final OutputStream out;
    private boolean closed;

    PipeOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (!closed) {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                String message = String.valueOf(e.getMessage());
                closed = message.toLowerCase(Locale.ROOT).contains("pipe");
                if (!closed) {
                    throw e;
                }
            }
        }
    }
}
