package io.katsuo.network.gradcheck;

import java.util.Collection;

/**
 * The result of a check. A check that compared no derivatives of sufficient size proves nothing, so it does not pass.
 */
public enum Verdict {
    /** Derivatives that are large enough to be tested were compared, and agree. */
    PASSED("passed"),
    /** Something is wrong. */
    FAILED("FAILED"),
    /** No error was found, but nothing was tested: all derivatives are zero, at a kink, or below the rounding error. */
    NOT_SHOWN("not shown");

    static final String NOTHING_SHOWN = "all derivatives are 0, at a kink, or too small to tell from rounding";

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** Passed if all passed, failed if one failed. */
    static Verdict all(Collection<Verdict> verdicts) {
        return verdicts.contains(FAILED) ? FAILED : verdicts.contains(NOT_SHOWN) ? NOT_SHOWN : PASSED;
    }

    /** The verdict if nothing is wrong and this number of derivatives is large enough to be tested. */
    static Verdict right(int shown) {
        return shown > 0 ? PASSED : NOT_SHOWN;
    }

    /** The text in reports. */
    @Override
    public String toString() {
        return text;
    }
}
