package io.katsuo.mnist.cli;

import io.katsuo.mnist.Mnist;
import io.katsuo.mnist.chapter.Chapter;
import io.katsuo.mnist.chapter.Example;
import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code katsuo chapter}. */
final class ChapterCommand implements Callable<Integer> {
    private static final String LIST = "list";
    private static final String ALL = "all";
    private static final String PLAY = "play";
    private static final String SVG = "--svg";
    private static final String HTML = "--html";
    private static final Path OUT = Path.of("katsuo-out");

    private final Session session;
    private final List<Example> examples = Chapter.examples(Mnist::localOrEmbedded);
    private CommandSpec spec;

    private ChapterCommand(Session session) {
        this.session = session;
    }

    /** The command and its options. */
    static CommandSpec spec(Session session) {
        ChapterCommand command = new ChapterCommand(session);
        command.spec =
                CommandRunner.command(command, "chapter", "Run the examples of the chapter on back-propagation.");
        command.spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .paramLabel("EXAMPLE")
                .type(String.class)
                .defaultValue(LIST)
                .description("list (the default), all, or an example: its number, its name, the beginning of its name,"
                        + " a figure such as 5.15, or a section such as 5.3.1. play EXAMPLE writes a page on which it is"
                        + " played step by step in a browser, into katsuo-out or the directory of --html.")
                .build());
        command.spec.addPositional(PositionalParamSpec.builder()
                .index("1")
                .arity("0..1")
                .type(String.class)
                .hidden(true)
                .build());
        Options.add(
                command.spec,
                SVG + " DIR",
                null,
                Options::directory,
                "Also write the pictures, as SVG and for Graphviz, and an index.html that explains and shows them.");
        Options.add(
                command.spec,
                HTML + " DIR",
                null,
                Options::directory,
                "Like --svg, with a page for each example on which it is played step by step. The pages need no server.");
        CommandRunner.help(
                command.spec,
                List.of("Computes, explains and draws what the chapter computes and draws."),
                "Examples:",
                "  katsuo chapter",
                "  katsuo chapter 2",
                "  katsuo chapter 5.15",
                "  katsuo chapter chain-rule --svg /tmp/pictures",
                "  katsuo chapter play apple-gradients",
                "  katsuo chapter all --html /tmp/pages",
                "",
                "Images of digits are MNIST's if it is on this machine ($MNIST_DIR, or the cache); nothing is"
                        + " downloaded.",
                "Exit codes: 0 done; 1 failed, for example to write a file; 2 not understood.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        String wish = spec.positionalParameters().getFirst().getValue();
        String second = spec.positionalParameters().getLast().getValue();
        if (wish.startsWith("-") && wish.length() > 1) {
            throw new ParameterException(spec.commandLine(), "Unknown option: '" + wish + "'");
        }
        boolean play = wish.strip().equalsIgnoreCase(PLAY);
        if (second != null && !play) {
            throw new ParameterException(spec.commandLine(), "Unmatched argument at index 2: '" + second + "'");
        }
        if (play && second == null) {
            throw new ParameterException(spec.commandLine(), "play which example? name one, or all");
        }
        Path svg = Options.outputDirectory(spec, SVG);
        Path html = Options.outputDirectory(spec, HTML);
        if (svg != null && (html != null || play)) {
            throw new ParameterException(spec.commandLine(), "--html writes what --svg writes: leave out --svg");
        }
        if (wish.strip().equalsIgnoreCase(LIST)) {
            if (svg != null || html != null) {
                throw new ParameterException(spec.commandLine(), "a list has no pictures: name an example, or all");
            }
            list();
            return CommandRunner.OK;
        }
        List<Example> chosen = chosen(play ? second : wish);
        ChapterRun run = new ChapterRun(session);
        if (play) {
            run.play(chosen, HTML, html == null ? OUT : html);
        } else if (html != null) {
            run.show(chosen, HTML, html, true);
        } else if (svg != null) {
            run.show(chosen, SVG, svg, false);
        } else {
            run.show(chosen);
        }
        return CommandRunner.OK;
    }

    private List<Example> chosen(String wish) {
        return wish.strip().equalsIgnoreCase(ALL) ? examples : List.of(choose(wish));
    }

    private Example choose(String wish) {
        try {
            return ExampleNames.find(examples, wish);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void list() {
        int width = examples.stream()
                .mapToInt(example -> example.name().length())
                .max()
                .orElse(0);
        Terminal terminal = session.terminal();
        for (Example example : examples) {
            terminal.line(String.format(
                    Locale.ROOT, "%2d  %-" + width + "s  %s", example.number(), example.name(), example.title()));
            terminal.line(" ".repeat(width + 6) + example.section());
        }
    }
}
