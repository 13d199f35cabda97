package io.katsuo.mnist.cli;

import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.JsonText;
import io.katsuo.mnist.command.Messages;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import io.katsuo.mnist.predict.PictureFile;
import io.katsuo.mnist.predict.Reading;
import io.katsuo.mnist.predict.Recognizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code katsuo predict}. */
final class PredictCommand implements Callable<Integer> {
    static final String MODEL = "--model";
    private static final int BAR = 40;

    private final Session session;
    private CommandSpec spec;

    private PredictCommand(Session session) {
        this.session = session;
    }

    /** The command and its options. */
    static CommandSpec spec(Session session) {
        PredictCommand command = new PredictCommand(session);
        command.spec = CommandRunner.command(command, "predict", "Read the digit on a picture.");
        command.spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("IMAGE")
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .converters(Options::file)
                .arity("1..*")
                .required(true)
                .description("PNG or JPEG files of any size and colours, one digit on each.")
                .build());
        model(command.spec);
        Options.flag(command.spec, "--show", "Also print what the network saw.");
        Options.flag(command.spec, "--json", "Print the answers as JSON instead.");
        CommandRunner.help(
                command.spec,
                List.of(
                        "The picture becomes an image as MNIST's are: grey, light on dark whatever the paper is, cropped to"
                                + " the ink, 20 pixels high or wide, in the middle of 28x28 by its centre of mass."),
                "Examples:",
                "  katsuo predict seven.png",
                "  katsuo predict --show --model katsuo-out/parameters.npz photo.jpg",
                "",
                "Exit codes: 0 all pictures were read, sure or not; 1 failed, for example on a file that is no"
                        + " picture; 2 options not understood.");
        return command.spec;
    }

    /** Adds {@code --model}. */
    static void model(CommandSpec spec) {
        Options.add(
                spec,
                MODEL + " FILE",
                null,
                Options::file,
                "A network: .npz of katsuo train, safetensors or ONNX. Default: katsuo-out/parameters.npz if it is there, else"
                        + " a small network trained on drawn digits.");
    }

    @Override
    public Integer call() throws IOException {
        Recognizer recognizer = Recognizer.load(Options.value(spec, MODEL));
        boolean json = Options.<Boolean>value(spec, "--json");
        Terminal terminal = session.terminal();
        if (!json) {
            terminal.line("Network: " + recognizer.origin());
        }
        List<Map<String, Object>> answers = new ArrayList<>();
        int exitCode = CommandRunner.OK;
        for (Path file : spec.positionalParameters().getFirst().<List<Path>>getValue()) {
            Reading reading;
            try {
                reading = recognizer.read(PictureFile.ANY.read(file));
            } catch (IOException e) {
                terminal.error("katsuo: " + Messages.of(e));
                exitCode = CommandRunner.FAILED;
                continue;
            }
            if (json) {
                answers.add(json(file, reading));
            } else {
                print(file, reading);
            }
        }
        if (json) {
            terminal.line(JsonText.of(answers).strip());
        }
        return exitCode;
    }

    private void print(Path file, Reading reading) {
        Terminal terminal = session.terminal();
        String doubt = reading.doubt();
        terminal.line("");
        terminal.line(file + ": " + (doubt == null ? reading.answer() : doubt));
        boolean blocks = terminal.canPrint("▀▄█");
        if (Options.<Boolean>value(spec, "--show")) {
            reading.image().text(blocks).forEach(line -> terminal.line(("  " + line).stripTrailing()));
        }
        for (int digit = 0; digit < reading.probabilities().length && reading.answer() >= 0; digit++) {
            float probability = reading.probabilities()[digit];
            String bar = (blocks ? "█" : "#").repeat(Math.round(BAR * probability));
            terminal.line(String.format(Locale.ROOT, "  %d %7s  %s", digit, Messages.percent(probability), bar)
                    .stripTrailing());
        }
    }

    private static Map<String, Object> json(Path file, Reading reading) {
        Map<String, Object> json = JsonText.object("file", file.toString());
        json.put("answer", reading.answer() < 0 ? null : reading.answer());
        json.put("doubt", reading.doubt());
        json.put("probabilities", reading.probabilities());
        return json;
    }
}
