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
    private static final String SVG = "--svg";

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
                        + " a figure such as 5.15, or a section such as 5.3.1.")
                .build());
        Options.add(
                command.spec,
                SVG,
                "DIR",
                null,
                Options::directory,
                "Also write the pictures, as SVG and for Graphviz, and an index.html that shows them all.");
        command.spec
                .usageMessage()
                .description("", "Computes, explains and draws what the chapter computes and draws.", "")
                .footer(
                        "",
                        "Examples:",
                        "  katsuo chapter",
                        "  katsuo chapter 2",
                        "  katsuo chapter 5.15",
                        "  katsuo chapter chain-rule --svg /tmp/pictures",
                        "  katsuo chapter all --svg /tmp/pictures",
                        "",
                        "Images of digits are MNIST's if it is on this machine ($MNIST_DIR, or the cache); nothing is"
                                + " downloaded.",
                        "Exit codes: 0 done; 1 failed, for example to write a file; 2 not understood.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        String wish = spec.positionalParameters().getFirst().getValue();
        if (wish.startsWith("-") && wish.length() > 1) {
            throw new ParameterException(spec.commandLine(), "Unknown option: '" + wish + "'");
        }
        Path svg = Options.outputDirectory(spec, SVG);
        String word = wish.strip();
        if (word.equalsIgnoreCase(LIST)) {
            if (svg != null) {
                throw new ParameterException(spec.commandLine(), "a list has no pictures: name an example, or all");
            }
            list();
            return CommandRunner.OK;
        }
        List<Example> chosen = word.equalsIgnoreCase(ALL) ? examples : List.of(choose(wish));
        ChapterRun run = new ChapterRun(session);
        if (svg == null) {
            run.show(chosen);
        } else {
            run.show(chosen, svg);
        }
        return CommandRunner.OK;
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
