package io.katsuo.spark;

import io.katsuo.mnist.idx.CorruptDataException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads a part of an IDX file of unsigned bytes, plain or gzip, from any file system that Spark reads. */
final class IdxSlice {
    private static final int UNSIGNED_BYTE = 0x0800;

    private IdxSlice() {}

    private static DataInputStream open(String file) throws IOException {
        Path path = new Path(file);
        PushbackInputStream in =
                new PushbackInputStream(path.getFileSystem(new Configuration()).open(path), 2);
        byte[] first = in.readNBytes(2);
        in.unread(first);
        boolean gzip = first.length == 2 && first[0] == 0x1F && first[1] == (byte) 0x8B;
        return new DataInputStream(gzip ? new GZIPInputStream(in, 1 << 16) : new BufferedInputStream(in));
    }

    /** The extents that the header declares. */
    static int[] extents(String file) throws IOException {
        try (DataInputStream in = open(file)) {
            return header(file, in);
        }
    }

    private static int[] header(String file, DataInputStream in) throws IOException {
        int magic = in.readInt();
        if (magic >>> 8 != UNSIGNED_BYTE >>> 8 || (magic & 0xFF) == 0 || (magic & 0xFF) > 4) {
            throw new CorruptDataException(
                    file, "magic number 0x" + Integer.toHexString(magic) + ", expected an IDX file of unsigned bytes");
        }
        int[] extents = new int[magic & 0xFF];
        for (int axis = 0; axis < extents.length; axis++) {
            extents[axis] = in.readInt();
            if (extents[axis] < 1) {
                throw new CorruptDataException(file, "extent " + extents[axis] + " of axis " + axis);
            }
        }
        return extents;
    }

    /** The bytes of some neighbouring samples. */
    static byte[] read(String file, int from, int to) throws IOException {
        try (DataInputStream in = open(file)) {
            int[] extents = header(file, in);
            int width = 1;
            for (int axis = 1; axis < extents.length; axis++) {
                width = Math.multiplyExact(width, extents[axis]);
            }
            in.skipNBytes((long) from * width);
            byte[] bytes = in.readNBytes(Math.multiplyExact(to - from, width));
            if (bytes.length < (to - from) * width) {
                throw new CorruptDataException(file, "ends before sample " + to + " of " + extents[0]);
            }
            return bytes;
        } catch (EOFException e) {
            throw new CorruptDataException(file, "ends before sample " + to, e);
        }
    }
}
