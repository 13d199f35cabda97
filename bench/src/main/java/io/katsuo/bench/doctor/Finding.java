package io.katsuo.bench.doctor;

/**
 * A finding.
 *
 * @param subject its subject, a constant word for programs
 * @param text a sentence without its full stop
 * @param advice what to change; null if nothing
 */
record Finding(Level level, String subject, String text, String advice) {
    /** The severity. */
    enum Level {
        /** Worth knowing. */
        NOTE,
        /** Right results, but slow or unreliable. */
        WARNING,
        /** Katsuo does not run, is not supported here, or gives wrong results. */
        ERROR;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
