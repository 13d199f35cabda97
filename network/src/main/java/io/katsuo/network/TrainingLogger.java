package io.katsuo.network;

import java.lang.System.Logger.Level;

/** The default listener: a report now and then, and the result. Training runs share it. */
final class TrainingLogger implements TrainingListener {
    private static final long INTERVAL = 1_000_000_000;

    private final System.Logger logger;
    /** When the last report was written. */
    private volatile long last = System.nanoTime() - INTERVAL;

    TrainingLogger(System.Logger logger) {
        this.logger = logger;
    }

    @Override
    public void onEpoch(EpochReport report) {
        long now = System.nanoTime();
        if (now - last >= INTERVAL) {
            last = now;
            logger.log(Level.INFO, "epoch " + report.epoch() + ", " + report);
        }
    }

    @Override
    public void onEnd(TrainingResult result) {
        logger.log(result.warning().isEmpty() ? Level.INFO : Level.WARNING, result.toString());
    }
}
