package io.katsuo.mnist.cli;

import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.chapter.Picture;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The page that shows the pictures of a directory, those of earlier runs included. */
final class PicturePage {
    /** Identifies pages of this command. */
    private static final String MARK = "<meta name=\"generator\" content=\"katsuo chapter\">";

    private static final Pattern SECTION =
            Pattern.compile("<section id=\"example-(\\d{1,3})\">\\R(<h2>.*</h2>\\R)((?:<figure>.*\\R)*)</section>");
    private static final Pattern FIGURE =
            Pattern.compile("<figure><img src=\"([\\w-]+\\.svg)\".*</figcaption></figure>");

    private final Path file;
    /** By the number of the example: its heading and its figures, one per line. */
    private final TreeMap<Integer, Section> sections = new TreeMap<>();

    private record Section(String heading, List<String> figures) {}

    private PicturePage(Path file) {
        this.file = file;
    }

    /**
     * Reads the page, with the pictures on it whose files still exist.
     *
     * @throws IOException if it is not a page of this command
     */
    static PicturePage open(Path file) throws IOException {
        PicturePage page = new PicturePage(file);
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory; choose another one for the pictures");
        }
        if (Files.exists(file)) {
            String text = Files.readString(file);
            if (!text.contains(MARK)) {
                throw new FileSystemException(
                        file.toString(),
                        null,
                        "is not a page of katsuo chapter and would be replaced; choose another directory");
            }
            SECTION.matcher(text).results().forEach(page::keep);
        }
        return page;
    }

    private void keep(MatchResult section) {
        List<String> figures = FIGURE.matcher(section.group(3))
                .results()
                .filter(figure -> Files.exists(file.resolveSibling(figure.group(1))))
                .map(MatchResult::group)
                .toList();
        put(Integer.parseInt(section.group(1)), section.group(2).strip(), figures);
    }

    /** Replaces the pictures of an example on the page. */
    void show(Example example, List<Picture> pictures) {
        String heading = "<h2>" + escape(example.number() + "  " + example.title()) + " <small>"
                + escape(example.section()) + "</small></h2>";
        put(
                example.number(),
                heading,
                pictures.stream().map(PicturePage::figure).toList());
    }

    private void put(int number, String heading, List<String> figures) {
        if (!figures.isEmpty()) {
            sections.put(number, new Section(heading, figures));
        }
    }

    private static String figure(Picture picture) {
        return "<figure><img src=\"" + escape(PictureFiles.svg(picture)) + "\" alt=\"\"><figcaption>"
                + escape(picture.title()) + "</figcaption></figure>";
    }

    /** How many pictures it shows. */
    int count() {
        return sections.values().stream()
                .mapToInt(section -> section.figures().size())
                .sum();
    }

    /** The text of the page. */
    String text() {
        StringBuilder body = new StringBuilder();
        sections.forEach((number, section) -> body.append("<section id=\"example-" + number + "\">\n")
                .append(section.heading() + "\n")
                .append(String.join("\n", section.figures()))
                .append("\n</section>\n"));
        return """
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
                <h1>Figures of the chapter</h1>
                %s</body>
                </html>
                """
                .formatted(MARK, body);
    }

    Path file() {
        return file;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
