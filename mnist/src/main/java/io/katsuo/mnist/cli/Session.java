package io.katsuo.mnist.cli;

/**
 * One run of a command: the terminal it speaks to, and what it is doing, which is said if it is interrupted.
 */
final class Session {
    private final Terminal terminal;
    private volatile String doing;
    private volatile Runnable cleanup = () -> {};

    Session(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The process's own, which Ctrl-C interrupts; the JVM then ends with 130. */
    static Session ofProcess() {
        Session session = new Session(Terminal.ofProcess());
        Runtime.getRuntime().addShutdownHook(new Thread(session::interrupted, "katsuo-interrupted"));
        return session;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Says what is going on from now on, and what it means for files to be interrupted. */
    void doing(String what) {
        doing = what;
    }

    /** Says what is to be tidied up if the command is interrupted. */
    void cleanup(Runnable action) {
        cleanup = action;
    }

    /** From here on nothing is interrupted. */
    void end() {
        terminal.erase();
        doing = null;
    }

    private void interrupted() {
        String what = doing;
        if (what != null) {
            terminal.close("katsuo: interrupted while " + what);
            cleanup.run();
        }
    }
}
