package io.katsuo.mnist.cli;

import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.chapter.Picture;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.mnist.command.OutputFile;
import java.io.IOException;
import java.util.List;

/** Writes pictures, and a page that shows them. Replaces only files of its own. */
final class PictureFiles {
    private final OutputDirectory directory;
    private final PicturePage page;
    private int count;

    /**
     * Files in a directory.
     *
     * @throws IOException if the directory has another page of that name, which would be replaced
     */
    PictureFiles(OutputDirectory directory) throws IOException {
        this.directory = directory;
        this.page = PicturePage.open(directory.file("index.html"));
    }

    /** The name of a picture's file. */
    static String svg(Picture picture) {
        return picture.name() + ".svg";
    }

    /** Writes the pictures of an example. */
    void write(Example example, List<Picture> pictures) throws IOException {
        for (Picture picture : pictures) {
            OutputFile.write(directory.file(svg(picture)), picture.diagram().toSvg());
            OutputFile.write(
                    directory.file(picture.name() + ".dot"), picture.diagram().toDot());
            count++;
        }
        page.show(example, pictures);
    }

    /** Writes the page. */
    void finish() throws IOException {
        if (count > 0) {
            page.write();
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
