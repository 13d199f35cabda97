package io.katsuo.core.ops;

import io.katsuo.core.parallel.Threads;

/** How work is cut into parts for threads. The cuts never show in a result. */
final class Splitting {
    /** Below this many elements of simple work, waking a thread costs more than it saves. */
    private static final int WORTH_IT = 1 << 15;

    /** More parts than threads, so that a thread that was interrupted does not hold up the others. */
    private static final int PARTS_PER_THREAD = 4;

    private Splitting() {}

    /** Into how many parts to cut so much work that consists of so many indivisible pieces. */
    static int parts(long work, int pieces) {
        if (work < WORTH_IT) {
            return 1;
        }
        int threads = Threads.count();
        if (threads == 1) {
            return 1;
        }
        long most = Math.min((long) threads * PARTS_PER_THREAD, work / (WORTH_IT / 4));
        return (int) Math.max(1, Math.min(most, pieces));
    }

    /** The first piece of a part. */
    static int begin(int part, int parts, int pieces) {
        return (int) ((long) pieces * part / parts);
    }
}
