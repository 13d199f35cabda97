package io.katsuo.mnist.command;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The output of a command: lines to the standard output, errors to the standard error, and on an interactive terminal one
 * last line that is redrawn. No colours, no escape sequences. Concurrent use: safe.
 */
public final class Terminal {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean watched;
    private final CharsetEncoder encoder;
    private int drawn;
    private boolean closed;

    /**
     * A terminal on any streams that can print every character.
     *
     * @param watched whether a user watches, so that progress is drawn
     */
    public Terminal(PrintWriter out, PrintWriter err, boolean watched) {
        this(out, err, watched, StandardCharsets.UTF_8);
    }

    /** As {@link #Terminal(PrintWriter, PrintWriter, boolean)}, for an output of some encoding. */
    public Terminal(PrintWriter out, PrintWriter err, boolean watched, Charset charset) {
        this.out = out;
        this.err = err;
        this.watched = watched;
        this.encoder = charset.newEncoder();
    }

    /** The standard streams, with a progress line unless output is redirected, {@code CI} is set, or the terminal is dumb. */
    static Terminal ofProcess() {
        boolean automated = System.getenv("CI") != null || "dumb".equals(System.getenv("TERM"));
        Console console = automated ? null : System.console();
        // System.out does not report why a write failed.
        OutputStream out = new PipeOutput(new FileOutputStream(FileDescriptor.out));
        return new Terminal(
                new PrintWriter(out, true, charset(System.out)),
                new PrintWriter(System.err, true, charset(System.err)),
                console != null && console.isTerminal(),
                charset(System.out));
    }

    private static Charset charset(PrintStream stream) {
        // An ASCII locale mostly means that none was set: use UTF-8, as Python does (PEP 540).
        boolean ascii = stream.charset().equals(StandardCharsets.US_ASCII);
        return ascii ? StandardCharsets.UTF_8 : stream.charset();
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** Whether the encoding of the output has all these characters. */
    public synchronized boolean canPrint(String text) {
        return encoder.canEncode(text);
    }

    /** Whether {@link #draw} does anything. */
    boolean isWatched() {
        return watched;
    }

    /** Prints a line. */
    public synchronized void line(String text) {
        if (!closed) {
            erase();
            out.println(text);
        }
    }

    /** Prints a line on the standard error. */
    public synchronized void error(String text) {
        if (!closed) {
            erase();
            err.println(text);
        }
    }

    /** Redraws the last line. */
    synchronized void draw(String text) {
        if (watched && !closed) {
            out.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
            out.flush();
            drawn = text.length();
        }
    }

    /** Removes the last line. */
    synchronized void erase() {
        if (drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            out.flush();
            drawn = 0;
        }
    }

    /** Prints a last line on the standard error; nothing is printed after it. */
    synchronized void close(String text) {
        if (drawn > 0) {
            // Below the progress line, which stays.
            out.println();
        }
        drawn = 0;
        error(text);
        closed = true;
    }
}
