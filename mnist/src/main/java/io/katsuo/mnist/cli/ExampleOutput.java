package io.katsuo.mnist.cli;

import static io.katsuo.graph.diagram.DiagramPage.escape;

import io.katsuo.graph.diagram.Diagram;
import io.katsuo.graph.diagram.DiagramPage;
import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.chapter.Picture;
import io.katsuo.mnist.chapter.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What an example printed and drew.
 *
 * @param pictures its figures
 * @param played the diagrams that its page plays
 */
record ExampleOutput(Example example, String text, List<Picture> pictures, List<Diagram> played) {
    /** Runs an example; {@code print} receives what it printed, also if it fails. */
    static ExampleOutput of(Example example, Consumer<String> print) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        List<Diagram> played = new ArrayList<>();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            example.program().run(out, new Pictures() {
                @Override
                public void add(Picture picture) {
                    pictures.add(picture);
                    played.add(picture.played());
                }

                @Override
                public void play(Diagram diagram) {
                    played.add(diagram);
                }
            });
        } finally {
            print.accept(text.toString(StandardCharsets.UTF_8));
        }
        return new ExampleOutput(example, text.toString(StandardCharsets.UTF_8), pictures, played);
    }

    /** The name of the page on which it is played. */
    static String page(Example example) {
        return example.name() + ".html";
    }

    /** The page on which it is played, with a link back to the list of all if there is one. */
    String html(boolean listed) {
        String title = example.number() + "  " + example.title();
        String section = example.section();
        String body = """
                %s
                %s<h1>%s</h1>
                <p class="where">%s</p>
                <p>%s</p>
                %s%s
                <p>Keys: right and left arrow for a step, Home and End for the first and the last one.</p>
                """.formatted(
                        PicturePage.MARK,
                        listed ? "<p><a href=\"" + PictureFiles.PAGE + "\">All examples</a></p>\n" : "",
                        escape(title),
                        escape(Character.isDigit(section.charAt(0)) ? "Section " + section : section),
                        escape(example.explanation()),
                        played.stream().map(DiagramPage::player).collect(Collectors.joining()),
                        printed());
        return DiagramPage.of(title, body);
    }

    /** What it printed, as one line of HTML. */
    String printed() {
        return "<details><summary>What the example prints</summary><pre tabindex=\"0\">"
                + escape(text.stripTrailing()).replace("\n", "&#10;") + "</pre></details>";
    }
}
