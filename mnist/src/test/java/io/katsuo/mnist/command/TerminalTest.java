package io.katsuo.mnist.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aLineReplacesTheBar() {
        Terminal terminal = terminal(true);
        terminal.draw("[==]");
        terminal.draw("[=]");
        terminal.line("text");
        terminal.line("more");
        assertEquals("\r[==]\r[=] \r   \rtext\nmore\n", out.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void nothingIsDrawnThatNobodySees() {
        Terminal terminal = terminal(false);
        assertFalse(new ProgressLine(terminal).isDue());
        terminal.draw("[==]");
        terminal.line("text");
        assertEquals("text", out.toString().strip());
    }

    @Test
    void nothingFollowsTheLastWord() {
        Terminal terminal = terminal(true);
        terminal.draw("[==]");
        terminal.close("interrupted");
        terminal.line("more");
        terminal.draw("[===]");
        terminal.error("more");
        assertEquals("\r[==]\n", out.toString().replace(System.lineSeparator(), "\n"));
        assertEquals("interrupted", err.toString().strip());
    }

    @Test
    void barsFill() {
        assertEquals("[" + " ".repeat(30) + "]", ProgressLine.bar(0));
        assertEquals("[" + "=".repeat(15) + " ".repeat(15) + "]", ProgressLine.bar(0.5));
        assertEquals("[" + "=".repeat(30) + "]", ProgressLine.bar(1));
    }

    @Test
    void aFullDeviceIsAFailureOfEveryCommand() {
        for (String[] arguments : new String[][] {{}, {"--help"}, {"--version"}}) {
            err.getBuffer().setLength(0);
            assertEquals(CommandRunner.FAILED, run(into("No space left on device"), arguments));
            assertEquals(
                    "katsuo: could not write to standard output", err.toString().strip());
            err.getBuffer().setLength(0);
            assertEquals(CommandRunner.OK, run(into("Broken pipe"), arguments), "as with head");
            assertEquals("", err.toString());
        }
    }

    private static int run(Session session, String... arguments) {
        Runnable action = () -> session.terminal().line("done");
        return CommandRunner.run(session, CommandRunner.command(action, "test", "Prints a line."), arguments);
    }

    private Session into(String failure) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(failure);
            }
        };
        PrintWriter out = new PrintWriter(new PipeOutput(broken), true);
        return new Session(new Terminal(out, new PrintWriter(err, true), false));
    }

    @Test
    void errorsBecomeOneLine() {
        assertEquals("a: no such file or directory", Messages.of(new NoSuchFileException("a")));
        assertEquals("a: permission denied", Messages.of(new AccessDeniedException("a")));
        assertEquals("a: disk full", Messages.of(new FileSystemException("a", null, "disk full")));
        assertEquals("a: FileSystemException", Messages.of(new FileSystemException("a")));
        assertEquals("first", Messages.of(new IllegalStateException("first\nsecond")));
        assertEquals("StackOverflowError", Messages.of(new StackOverflowError()));
        assertEquals("why", Messages.of(new ExceptionInInitializerError(new IllegalArgumentException("why"))));
    }

    private Terminal terminal(boolean watched) {
        return new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), watched);
    }
}
