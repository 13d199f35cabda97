package io.katsuo.mnist.cli;

import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.predict.Recognizer;
import io.katsuo.mnist.serve.DigitServer;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** {@code katsuo serve}. */
final class ServeCommand implements Callable<Integer> {
    static final int MAX_PORT = 65_535;

    private final Session session;
    private CommandSpec spec;

    private ServeCommand(Session session) {
        this.session = session;
    }

    /** The command and its options. */
    static CommandSpec spec(Session session) {
        ServeCommand command = new ServeCommand(session);
        command.spec = CommandRunner.command(command, "serve", "Show a page on which you draw a digit.");
        Options.add(command.spec, "--port N", "8080", Options.whole(0, MAX_PORT), "The port; 0 for any.");
        PredictCommand.model(command.spec);
        Options.add(
                command.spec,
                "--bind ADDRESS",
                "127.0.0.1",
                text -> text,
                "Where to listen. Any other address than the default lets other machines in.");
        CommandRunner.help(
                command.spec,
                List.of(
                        "The page shows the ten probabilities while you draw, what the network saw, its hidden units and"
                                + " their weights, and the forward and the backward pass with shapes and norms."),
                "Exit codes: 1 failed, for example if the port is taken; 2 options not understood; 130 Ctrl-C.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        Recognizer recognizer = Recognizer.load(Options.value(spec, PredictCommand.MODEL));
        String bind = Options.value(spec, "--bind");
        try (DigitServer server = DigitServer.start(recognizer, bind, Options.<Integer>value(spec, "--port"))) {
            session.terminal().line("Network: " + recognizer.origin());
            session.terminal()
                    .line("Draw a digit at http://" + (bind.contains(":") ? "[" + bind + "]" : bind) + ":"
                            + server.port() + "/  Ctrl-C ends it.");
            new CountDownLatch(1).await();
        } catch (BindException e) {
            throw new IOException("--port: " + e.getMessage(), e);
        } catch (UnknownHostException e) {
            throw new IOException("--bind: no such address: " + bind, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return CommandRunner.OK;
    }
}
