package io.katsuo.mnist.cli;

import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.chapter.Picture;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes pictures, and a page that shows them. Replaces only files of its own. */
final class PictureFiles {
    static final String PAGE = "index.html";

    private final OutputDirectory directory;
    private final Map<String, AtomicFile.Content> files = new LinkedHashMap<>();
    private final PicturePage page;
    private int count;

    /**
     * Files in a directory.
     *
     * @throws IOException if the directory has another page of that name, which would be replaced
     */
    PictureFiles(OutputDirectory directory) throws IOException {
        this.directory = directory;
        this.page = PicturePage.open(directory.file(PAGE));
    }

    /** The name of a picture's file. */
    static String svg(Picture picture) {
        return picture.name() + ".svg";
    }

    /** Adds the pictures of an example. */
    void add(Example example, List<Picture> pictures) {
        for (Picture picture : pictures) {
            files.put(svg(picture), AtomicFile.Content.of(picture.diagram().toSvg()));
            files.put(
                    picture.name() + ".dot",
                    AtomicFile.Content.of(picture.diagram().toDot()));
            count++;
        }
        page.show(example, pictures);
    }

    /** Writes the pictures and the page, all or none of them. */
    void write() throws IOException {
        if (count > 0) {
            files.put(PAGE, AtomicFile.Content.of(page.text()));
            AtomicFile.write(directory.path(), files);
        }
    }

    /** What was written, in a line. */
    String describe() {
        if (count == 0) {
            return "No pictures: there was nothing to draw, and no file was written.";
        }
        int before = page.count() - count;
        return count + (count == 1 ? " picture" : " pictures") + "; " + page.file() + " shows "
                + (count == 1 ? "it" : "them all") + (before == 0 ? "." : ", and " + before + " from before.");
    }
}
