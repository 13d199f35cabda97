package io.katsuo.mnist.command;

import java.util.Locale;

/** A progress bar on the last line of a terminal, drawn at most ten times a second. */
public final class ProgressLine {
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int CELLS = 30;

    /** Below this share the remaining time is not shown: a JVM that has just started is still slow. */
    private static final double PREDICTABLE = 0.05;

    private final Terminal terminal;
    private final long start = System.nanoTime();
    private long next = start;

    /** A bar that is not drawn yet. */
    public ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** {@return whether to call {@link #draw}: a user watches and the last drawing is a tenth of a second old} */
    public boolean isDue() {
        return terminal.isWatched() && System.nanoTime() - next >= 0;
    }

    /** Draws the bar. */
    public void draw(String label, long done, long total) {
        long now = System.nanoTime();
        next = now + PAUSE_NANOS;
        double share = total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
        String left = share < PREDICTABLE
                ? ""
                : String.format(Locale.ROOT, "  %.1f s left", (now - start) / 1e9 * (1 - share) / share);
        terminal.draw(bar(share) + String.format(Locale.ROOT, " %3.0f %%  %s", 100 * share, label) + left);
    }

    static String bar(double share) {
        int full = (int) Math.round(share * CELLS);
        return "[" + "=".repeat(full) + " ".repeat(CELLS - full) + "]";
    }
}
