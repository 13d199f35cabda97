package io.katsuo.mnist.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Images inside a page, as data URIs. */
final class DataUri {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    /** Of a PNG's header: 8 bits a channel, red, green, blue and alpha, and the only compression, filter and order. */
    private static final byte[] FORMAT = {8, 6, 0, 0, 0};

    private DataUri() {}

    /** An SVG picture. */
    static String svg(String svg) {
        return uri("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A picture as PNG (W3C, Portable Network Graphics, 2003), whose pixels, row by row, have the colours 0xRRGGBBAA.
     */
    static String png(int rows, int columns, IntUnaryOperator rgba) {
        ByteBuffer pixels = ByteBuffer.allocate(rows * (1 + 4 * columns));
        for (int y = 0; y < rows; y++) {
            pixels.put((byte) 0); // no filter
            for (int x = 0; x < columns; x++) {
                pixels.putInt(rgba.applyAsInt(y * columns + x));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(8 + FORMAT.length)
                .putInt(columns)
                .putInt(rows)
                .put(FORMAT);
        chunk(png, "IHDR", header.array());
        chunk(png, "IDAT", deflated(pixels.array()));
        chunk(png, "IEND", new byte[0]);
        return uri("image/png", png.toByteArray());
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream compressed = new DeflaterOutputStream(out, deflater)) {
            compressed.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    private static String uri(String type, byte[] bytes) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
