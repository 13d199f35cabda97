package io.katsuo.mnist.cli;

import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.chapter.Picture;
import io.katsuo.mnist.command.OutputDirectory;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            pictures += print(example).pictures().size();
        }
        if (pictures > 0) {
            terminal.line("--svg DIR writes the " + (pictures == 1 ? "picture" : pictures + " pictures") + " that go"
                    + (pictures == 1 ? "es" : "") + " with this.");
        }
    }

    /**
     * Prints the output of the examples, and writes their pictures into a directory.
     *
     * @param option the option that named the directory
     * @param played whether to write pages that play the examples, too
     */
    void show(List<Example> examples, String option, Path directory, boolean played) throws IOException {
        OutputDirectory out = OutputDirectory.open(option, directory, List.of(), 0);
        session.cleanup(out::discardIfEmpty);
        try {
            PictureFiles files = new PictureFiles(out, examples, played);
            for (Example example : examples) {
                session.doing("drawing; no picture was written");
                ExampleOutput output = print(example);
                files.add(output);
                for (Picture picture : output.pictures()) {
                    terminal.line("Picture: " + out.file(PictureFiles.svg(picture)));
                }
                if (played) {
                    terminal.line("Page:    " + out.file(ExampleOutput.page(example)));
                }
                if (played || !output.pictures().isEmpty()) {
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

    /** Writes pages that play the examples, each complete in itself, and says where. */
    void play(List<Example> examples, String option, Path directory) throws IOException {
        OutputDirectory out = OutputDirectory.open(option, directory, List.of(), 0);
        session.cleanup(out::discardIfEmpty);
        try {
            Map<String, AtomicFile.Content> pages = new LinkedHashMap<>();
            for (Example example : examples) {
                PicturePage.checkOwn(out.file(ExampleOutput.page(example)));
                session.doing("drawing; no page was written");
                ExampleOutput output = ExampleOutput.of(example, text -> {});
                pages.put(ExampleOutput.page(example), AtomicFile.Content.of(output.html(false)));
            }
            AtomicFile.write(out.path(), pages);
            session.doing(null);
            pages.keySet().forEach(name -> terminal.line("Page: " + out.file(name) + "; open it in a browser."));
        } finally {
            out.discardIfEmpty();
        }
    }

    /** Runs an example and prints its output. */
    private ExampleOutput print(Example example) throws IOException {
        String heading = example.number() + "  " + example.title();
        terminal.line(heading);
        terminal.line("=".repeat(heading.length()));
        terminal.line("(" + example.section() + ")");
        terminal.line("");
        ExampleOutput output = ExampleOutput.of(example, text -> text.lines().forEach(terminal::line));
        terminal.line("");
        return output;
    }
}
