package io.katsuo.mnist.cli;

import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.chapter.Picture;
import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pictures as files, and a page that shows them. Replaces its own files and nobody else's. */
final class PictureFiles {
    private static final String PAGE = "index.html";

    /** Stands in every page of ours. */
    private static final String MARK = "<meta name=\"generator\" content=\"katsuo chapter\">";

    private final OutputDirectory directory;
    private final StringBuilder page = new StringBuilder();
    private int count;

    /**
     * Files in a directory.
     *
     * @throws IOException if the directory has a page of somebody else's, which would be replaced
     */
    PictureFiles(OutputDirectory directory) throws IOException {
        this.directory = directory;
        Path file = directory.file(PAGE);
        if (Files.exists(file) && !Files.readString(file).contains(MARK)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "is not a page of katsuo chapter and would be replaced; choose another directory");
        }
    }

    /** The name of a picture's file. */
    static String svg(Picture picture) {
        return picture.name() + ".svg";
    }

    /** Writes the pictures of an example. */
    void write(Example example, List<Picture> pictures) throws IOException {
        if (!pictures.isEmpty()) {
            page.append("<h2>")
                    .append(escape(example.number() + "  " + example.title()))
                    .append(" <small>")
                    .append(escape(example.section()))
                    .append("</small></h2>\n");
        }
        for (Picture picture : pictures) {
            AtomicFile.write(directory.file(svg(picture)), picture.svg().get());
            String dot = picture.dot().get();
            if (!dot.isEmpty()) {
                AtomicFile.write(directory.file(picture.name() + ".dot"), dot);
            }
            page.append("<figure><img src=\"")
                    .append(escape(svg(picture)))
                    .append("\" alt=\"\"><figcaption>")
                    .append(escape(picture.title()))
                    .append("</figcaption></figure>\n");
            count++;
        }
    }

    /** Writes the page. */
    void finish() throws IOException {
        if (count > 0) {
            AtomicFile.write(directory.file(PAGE), """
                    <!DOCTYPE html>
                    <html lang="en">
                    <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width">
                    <meta name="color-scheme" content="light dark">
                    %s
                    <title>Katsuo: figures of the chapter</title>
                    <style>
                    body { font-family: system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
                    small { font-weight: normal; }
                    figure { margin: 1rem 0 3rem; }
                    img { max-width: 100%%; }
                    </style>
                    </head>
                    <body>
                    <h1>Figures of the chapter, drawn from what was computed</h1>
                    %s</body>
                    </html>
                    """.formatted(MARK, page));
        }
    }

    /** What was written, in a line. */
    String describe() {
        return count == 0
                ? "There was nothing to draw; no file was written."
                : count + (count == 1 ? " picture" : " pictures") + "; " + directory.file(PAGE) + " shows "
                        + (count == 1 ? "it." : "them all.");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
