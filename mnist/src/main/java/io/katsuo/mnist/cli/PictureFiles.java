package io.katsuo.mnist.cli;

import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.chapter.Picture;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes pictures, a page that shows them, and pages that play them. Replaces only files of its own. */
final class PictureFiles {
    static final String PAGE = "index.html";

    private final OutputDirectory directory;
    private final Map<String, AtomicFile.Content> files = new LinkedHashMap<>();
    private final PicturePage page;
    private final boolean played;
    private int pictures;
    private int pages;

    /**
     * Files in a directory.
     *
     * @param played whether a page that plays it is written for each of the examples
     * @throws IOException if the directory has another page of a name that would be replaced
     */
    PictureFiles(OutputDirectory directory, List<Example> examples, boolean played) throws IOException {
        this.directory = directory;
        this.page = PicturePage.open(directory.file(PAGE));
        this.played = played;
        for (Example example : played ? examples : List.<Example>of()) {
            PicturePage.checkOwn(directory.file(ExampleOutput.page(example)));
        }
    }

    /** The name of a picture's file. */
    static String svg(Picture picture) {
        return picture.name() + ".svg";
    }

    /** Adds the pictures of an example, and its page. */
    void add(ExampleOutput output) {
        for (Picture picture : output.pictures()) {
            files.put(svg(picture), AtomicFile.Content.of(picture.diagram().toSvg()));
            files.put(
                    picture.name() + ".dot",
                    AtomicFile.Content.of(picture.diagram().toDot()));
            pictures++;
        }
        if (played) {
            files.put(ExampleOutput.page(output.example()), AtomicFile.Content.of(output.html(true)));
            pages++;
        }
        page.show(output, played);
    }

    /** Writes the files, all or none of them. */
    void write() throws IOException {
        if (pictures + pages > 0) {
            files.put(PAGE, AtomicFile.Content.of(page.text()));
            AtomicFile.write(directory.path(), files);
        }
    }

    /** What was written, in a line. */
    String describe() {
        if (pictures + pages == 0) {
            return "No pictures: there was nothing to draw, and no file was written.";
        }
        int before = page.count() - pictures;
        return pictures + (pictures == 1 ? " picture" : " pictures")
                + (pages == 0 ? "" : " and " + pages + (pages == 1 ? " page" : " pages") + " to play") + "; "
                + page.file() + " shows " + (pictures + pages == 1 ? "it" : "them all")
                + (before == 0 ? "." : ", and " + before + " from before.");
    }
}
