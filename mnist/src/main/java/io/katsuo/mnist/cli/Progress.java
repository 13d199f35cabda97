package io.katsuo.mnist.cli;

import java.util.Locale;

/** A progress bar on a terminal's bottom line, drawn at most ten times a second. */
final class Progress {
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int CELLS = 30;

    /** Before so much is done the speed of a cold JVM foretells nothing. */
    private static final double FORESEEABLE = 0.05;

    private final Terminal terminal;
    private final long start = System.nanoTime();
    private long next = start;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether it is time to draw. */
    boolean isDue() {
        return terminal.isWatched() && System.nanoTime() - next >= 0;
    }

    /** Draws the bar with a word on what it counts. */
    void draw(String label, long done, long total) {
        long now = System.nanoTime();
        next = now + PAUSE_NANOS;
        double share = total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
        String left = share < FORESEEABLE
                ? ""
                : String.format(Locale.ROOT, "  %.1f s left", (now - start) / 1e9 * (1 - share) / share);
        terminal.draw(bar(share) + String.format(Locale.ROOT, " %3.0f %%  %s", 100 * share, label) + left);
    }

    static String bar(double share) {
        int full = (int) Math.round(share * CELLS);
        return "[" + "=".repeat(full) + " ".repeat(CELLS - full) + "]";
    }
}
