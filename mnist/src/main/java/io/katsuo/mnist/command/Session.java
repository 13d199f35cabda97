package io.katsuo.mnist.command;

import java.util.Locale;

/** One run of a command: its terminal, and what it is doing, which is printed if it is interrupted. */
public final class Session {
    private final Terminal terminal;
    private volatile String doing;
    private volatile Runnable cleanup = () -> {};

    /** A session that Ctrl-C does not interrupt. */
    public Session(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The session of this process. Ctrl-C interrupts it, and the JVM ends with 130. */
    public static Session ofProcess() {
        // Numbers are printed as they are read: with the digits 0 to 9.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        Session session = new Session(Terminal.ofProcess());
        Runtime.getRuntime().addShutdownHook(new Thread(session::interrupted, "katsuo-interrupted"));
        return session;
    }

    /** Its terminal. */
    public Terminal terminal() {
        return terminal;
    }

    /** Sets what the command is doing now, and the state of its files if it is interrupted. */
    public void doing(String what) {
        doing = what;
    }

    /** Sets what to run if the command is interrupted, before that is printed. */
    public void cleanup(Runnable action) {
        cleanup = action;
    }

    /** From now on an interrupt prints nothing. */
    void end() {
        terminal.erase();
        doing = null;
    }

    private void interrupted() {
        if (doing != null) {
            // What is saved there belongs to the message.
            cleanup.run();
            terminal.close("katsuo: interrupted while " + doing);
        }
    }
}
