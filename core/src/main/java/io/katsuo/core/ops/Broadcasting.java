package io.katsuo.core.ops;

import io.katsuo.core.tensor.Shape;

/** Broadcasting questions answered without allocating; {@link Shape#broadcast} is asked for the words of an error. */
final class Broadcasting {
    private Broadcasting() {}

    /** Whether two operands broadcast to exactly this shape. */
    static boolean gives(Shape a, Shape b, Shape out) {
        return gives(a, b, b, out);
    }

    /** Whether three operands broadcast to exactly this shape. */
    static boolean gives(Shape a, Shape b, Shape c, Shape out) {
        int rank = out.rank();
        if (Math.max(a.rank(), Math.max(b.rank(), c.rank())) != rank) {
            return false;
        }
        for (int i = 1; i <= rank; i++) {
            int da = fromEnd(a, i);
            int db = fromEnd(b, i);
            int dc = fromEnd(c, i);
            int common = da != 1 ? da : db != 1 ? db : dc;
            boolean fits = (da == 1 || da == common) && (db == 1 || db == common) && (dc == 1 || dc == common);
            if (!fits || common != out.dim(-i)) {
                return false;
            }
        }
        return true;
    }

    private static int fromEnd(Shape shape, int i) {
        return i <= shape.rank() ? shape.dim(-i) : 1;
    }
}
