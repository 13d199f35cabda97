package io.katsuo.bench.doctor;

import io.katsuo.mnist.command.CommandRunner;
import io.katsuo.mnist.command.Options;
import io.katsuo.mnist.command.OutputFile;
import io.katsuo.mnist.command.Session;
import io.katsuo.mnist.command.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code katsuo doctor}: what this machine offers, what Katsuo chose, and what to change. */
public final class DoctorCommand implements Callable<Integer> {
    private static final String JSON = "--json";

    private final Session session;
    private CommandSpec spec;

    private DoctorCommand(Session session) {
        this.session = session;
    }

    /**
     * Examines this machine and ends the process: with 0 if Katsuo runs here as it should, though perhaps slowly; with 1 if it
     * does not, or the examination failed; with 2 if the options are invalid.
     */
    public static void main(String[] args) {
        Session session = Session.ofProcess();
        System.exit(CommandRunner.run(session, spec(session), args));
    }

    static CommandSpec spec(Session session) {
        DoctorCommand command = new DoctorCommand(session);
        command.spec = CommandRunner.command(
                command, "katsuo doctor", "Tell what this machine offers, what Katsuo chose, and what to change.");
        Options.add(
                command.spec, JSON + " FILE", null, Options::file, "Write all findings and figures to this file, too.");
        CommandRunner.help(
                command.spec,
                List.of(),
                "It takes less than ten seconds on an idle machine. The exit code is 1 if Katsuo does not run"
                        + " here, or not as it should; warnings leave it 0.");
        return command.spec;
    }

    @Override
    public Integer call() throws IOException {
        Path json = Options.value(spec, JSON);
        OutputFile.check(JSON, json);
        session.doing("measuring; nothing was written");
        Facts facts = Facts.read();
        Diagnosis diagnosis = Diagnosis.of(facts, Measurements.take(facts));
        Terminal terminal = session.terminal();
        DoctorReport.of(diagnosis).forEach(terminal::line);
        if (json != null) {
            OutputFile.write(json, diagnosis.json());
        }
        return diagnosis.healthy() ? CommandRunner.OK : CommandRunner.FAILED;
    }
}
