package io.katsuo.mnist.cli;

import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.chapter.Picture;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs examples and prints their output. */
final class ChapterRun {
    private final Session session;
    private final Terminal terminal;

    ChapterRun(Session session) {
        this.session = session;
        this.terminal = session.terminal();
    }

    /** Prints the output of the examples. */
    void show(List<Example> examples) throws IOException {
        int pictures = 0;
        for (Example example : examples) {
            pictures += print(example).size();
        }
        if (pictures > 0) {
            terminal.line("--svg DIR writes the " + (pictures == 1 ? "picture" : pictures + " pictures") + " that go"
                    + (pictures == 1 ? "es" : "") + " with this.");
        }
    }

    /** Prints the output of the examples, and writes their pictures into a directory. */
    void show(List<Example> examples, Path directory) throws IOException {
        OutputDirectory out = OutputDirectory.open("--svg", directory, List.of(), 0);
        session.cleanup(out::discardIfEmpty);
        try {
            PictureFiles files = new PictureFiles(out);
            for (Example example : examples) {
                session.doing("drawing; no picture was written");
                List<Picture> pictures = print(example);
                files.add(example, pictures);
                for (Picture picture : pictures) {
                    terminal.line("Picture: " + out.file(PictureFiles.svg(picture)));
                }
                if (!pictures.isEmpty()) {
                    terminal.line("");
                }
            }
            files.write();
            session.doing(null);
            terminal.line(files.describe());
        } finally {
            out.discardIfEmpty();
        }
    }

    /** Prints the output of an example, and returns its pictures. */
    private List<Picture> print(Example example) throws IOException {
        String heading = example.number() + "  " + example.title();
        terminal.line(heading);
        terminal.line("=".repeat(heading.length()));
        terminal.line("(" + example.section() + ")");
        terminal.line("");
        List<Picture> pictures = new ArrayList<>();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            example.program().run(out, pictures::add);
        } finally {
            text.toString(StandardCharsets.UTF_8).lines().forEach(terminal::line);
        }
        terminal.line("");
        return pictures;
    }
}
