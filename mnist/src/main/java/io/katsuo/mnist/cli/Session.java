package io.katsuo.mnist.cli;

/**
 * One run of a command: the terminal it speaks to, and what it is doing, which is said if it is interrupted.
 */
public final class Session {
    private final Terminal terminal;
    private volatile String doing;
    private volatile Runnable cleanup = () -> {};

    /**
     * A session that nobody interrupts.
     *
     * @param terminal what it speaks to
     */
    public Session(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The process's own, which Ctrl-C interrupts; the JVM then ends with 130.
     *
     * @return the session, on the standard streams
     */
    public static Session ofProcess() {
        Session session = new Session(Terminal.ofProcess());
        Runtime.getRuntime().addShutdownHook(new Thread(session::interrupted, "katsuo-interrupted"));
        return session;
    }

    /**
     * Where it speaks.
     *
     * @return the terminal
     */
    public Terminal terminal() {
        return terminal;
    }

    /**
     * Says what is going on from now on, and what it means for files to be interrupted.
     *
     * @param what goes on after "interrupted while"; null if there is nothing to be said
     */
    public void doing(String what) {
        doing = what;
    }

    /**
     * Says what is to be tidied up if the command is interrupted.
     *
     * @param action does it
     */
    public void cleanup(Runnable action) {
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
