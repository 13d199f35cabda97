package io.katsuo.mnist.idx;

import java.io.IOException;
import java.io.InputStream;

/** A file that is not compressed. */
final class PlainSource implements ByteSource {
    private final InputStream in;
    private final long size;

    PlainSource(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return in.read(into, from, length);
    }

    @Override
    public long atMost() {
        return size;
    }

    @Override
    public long likely() {
        return size;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
