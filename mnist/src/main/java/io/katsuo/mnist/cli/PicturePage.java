package io.katsuo.mnist.cli;

import static io.katsuo.graph.diagram.DiagramPage.escape;

import io.katsuo.graph.diagram.DiagramPage;
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

/** The page that explains the examples of a directory beside their pictures, those of earlier runs included. */
final class PicturePage {
    /** Identifies pages of this command. */
    static final String MARK = "<!-- written by katsuo chapter -->";

    private static final Pattern SECTION = Pattern.compile(
            "<section class=\"example\" id=\"example-(\\d{1,3})\">\\R(<h2>.*)\\R(<div class=\"text\">.*)\\R"
                    + "((?:<figure>.*\\R)*)(<details>.*)\\R</section>");
    private static final Pattern FIGURE = Pattern.compile("<figure>.*<img src=\"([\\w-]+\\.svg)\".*</figure>");
    private static final Pattern PLAYED = Pattern.compile("<a href=\"([\\w-]+\\.html)\">");

    private final Path file;
    /** By the number of the example. */
    private final TreeMap<Integer, Section> sections = new TreeMap<>();

    /** An example; each part is one line, the figures are one line each. */
    private record Section(String heading, String text, List<String> figures, String printed) {}

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
        checkOwn(file);
        if (Files.exists(file)) {
            SECTION.matcher(Files.readString(file)).results().forEach(page::keep);
        }
        return page;
    }

    /** Refuses a file that would be replaced and is not a page of this command. */
    static void checkOwn(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory; choose another one for the pictures");
        }
        if (Files.exists(file) && !Files.readString(file).contains(MARK)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "is not a page of katsuo chapter and would be replaced; choose another directory");
        }
    }

    private void keep(MatchResult section) {
        List<String> figures = FIGURE.matcher(section.group(4))
                .results()
                .filter(figure -> Files.exists(file.resolveSibling(figure.group(1))))
                .map(MatchResult::group)
                .toList();
        boolean played = PLAYED.matcher(section.group(3))
                .results()
                .anyMatch(page -> Files.exists(file.resolveSibling(page.group(1))));
        put(
                Integer.parseInt(section.group(1)),
                new Section(section.group(2), section.group(3), figures, section.group(5)),
                played);
    }

    /** Replaces an example on the page; {@code played} if there is a page that plays it. */
    void show(ExampleOutput output, boolean played) {
        Example example = output.example();
        String heading = "<h2>" + escape(example.number() + "  " + example.title()) + " <small>"
                + escape(example.section()) + "</small></h2>";
        String link = played ? "<p><a href=\"" + ExampleOutput.page(example) + "\">Play it step by step</a></p>" : "";
        String text = "<div class=\"text\"><p>" + escape(example.explanation()) + "</p>" + link + "</div>";
        List<String> figures =
                output.pictures().stream().map(PicturePage::figure).toList();
        put(example.number(), new Section(heading, text, figures, output.printed()), played);
    }

    private void put(int number, Section section, boolean played) {
        if (played || !section.figures().isEmpty()) {
            sections.put(number, section);
        }
    }

    private static String figure(Picture picture) {
        return "<figure>" + DiagramPage.image(picture.diagram(), PictureFiles.svg(picture)) + "<figcaption>"
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
        StringBuilder contents = new StringBuilder();
        StringBuilder body = new StringBuilder();
        sections.forEach((number, section) -> {
            String title = section.heading().replaceAll("<h2>\\d+ *| <small>.*", "");
            contents.append(
                    "<li value=\"" + number + "\"><a href=\"#example-" + number + "\">" + title + "</a></li>\n");
            body.append("<section class=\"example\" id=\"example-" + number + "\">\n")
                    .append(section.heading() + "\n" + section.text() + "\n")
                    .append(section.figures().isEmpty() ? "" : String.join("\n", section.figures()) + "\n")
                    .append(section.printed() + "\n</section>\n");
        });
        return DiagramPage.of("Katsuo: the chapter in examples", """
                %s
                <h1>The chapter in examples</h1>
                <p>Circles and boxes are operations. The value that an arrow carries is above it; the derivative of the
                result by that value is below it, in another colour, and comes back against the arrow.</p>
                <nav aria-label="Contents">
                <h2>Contents</h2>
                <ol>
                %s</ol>
                </nav>
                %s""".formatted(MARK, contents, body));
    }

    Path file() {
        return file;
    }
}
