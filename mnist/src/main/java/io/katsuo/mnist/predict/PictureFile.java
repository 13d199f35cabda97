package io.katsuo.mnist.predict;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes pictures. Their size is known before they are decoded: what is too large costs no memory. */
public enum PictureFile {
    /** PNG alone: a JPEG of few bytes can take hours to decode. */
    PNG(1 << 20, 4_000_000, "png"),
    /** PNG and JPEG, for the files of a user. */
    ANY(1 << 26, 50_000_000, "png", "jpeg");

    static {
        // No display is needed, and none may be there.
        System.setProperty("java.awt.headless", "true");
    }

    private final int maxBytes;
    private final long maxPixels;
    private final List<String> formats;

    PictureFile(int maxBytes, long maxPixels, String... formats) {
        this.maxBytes = maxBytes;
        this.maxPixels = maxPixels;
        this.formats = List.of(formats);
    }

    /** How many bytes a file has at most. */
    public int maxBytes() {
        return maxBytes;
    }

    /**
     * The picture of a file as an image of MNIST.
     *
     * @throws IOException if it cannot be read, is too large, or is no picture
     */
    public MnistImage read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(maxBytes + 1);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return read(file.toString(), bytes);
    }

    /** As {@link #read(Path)}, for the content of a file of this name. */
    public MnistImage read(String name, byte[] bytes) throws IOException {
        if (bytes.length > maxBytes) {
            throw new IOException(name + ": the file is too large: more than " + maxBytes + " bytes");
        }
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                if (formats.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    // Metadata can be large when it is expanded, and is not needed.
                    reader.setInput(in, true, true);
                    return MnistImage.of(GreyImage.of(decoded(name, reader)));
                }
            }
        }
        throw new IOException(name + ": not a picture in a format that is read: "
                + String.join(", ", formats).toUpperCase(Locale.ROOT));
    }

    private BufferedImage decoded(String name, ImageReader reader) throws IOException {
        try {
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > maxPixels) {
                throw new TooLargeException(name + ": the picture is too large: " + width + "x" + height
                        + " pixels, at most " + maxPixels + " are read");
            }
            return reader.read(0);
        } catch (TooLargeException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Damaged files make the decoders fail in any way.
            throw new IOException(name + ": the picture is damaged or of an unusual kind: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(String message) {
            super(message);
        }
    }
}
