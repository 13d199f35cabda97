package io.katsuo.bench.doctor;

/**
 * Something that the doctor found.
 *
 * @param level how bad it is
 * @param subject what it is about, in a word that programs can rely on
 * @param text what was found, a sentence without its full stop
 * @param advice what to change; null if there is nothing to do
 */
record Finding(Level level, String subject, String text, String advice) {
    /** How bad it is. */
    enum Level {
        /** Worth knowing. */
        NOTE,
        /** Right results, but slower or less sure than they could be. */
        WARNING,
        /** Katsuo would not run, run where nobody supports it, or give wrong results. */
        ERROR;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
