package io.katsuo.core.tensor;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A slice as NumPy writes it between brackets, {@code 1:3, ::-1, None, ..., 0}, with NumPy's clipping of ranges. */
final class SliceText {
    private static final String NUMBER = "\\s*([+-]?\\d{1,9})?\\s*";
    private static final Pattern RANGE = Pattern.compile(NUMBER + ":" + NUMBER + "(?::" + NUMBER + ")?");
    private static final Pattern NEW_AXIS = Pattern.compile("\\s*(None|(np\\.)?newaxis)\\s*");
    private static final Pattern INDEX = Pattern.compile("[+-]?\\d{1,9}");

    private SliceText() {}

    static Layout slice(Layout x, String text) {
        String[] items = text.split(",", -1);
        Layout view = x;
        int axis = 0;
        boolean rest = false;
        for (int i = 0; i < items.length; i++) {
            String item = items[i].strip();
            if (isNew(item)) {
                view = view.unsqueeze(axis++);
                continue;
            }
            Matcher range = RANGE.matcher(item);
            boolean dots = item.equals("...") && !rest;
            if (dots) {
                rest = true;
            } else if (!range.matches() && !INDEX.matcher(item).matches()) {
                throw new IllegalArgumentException("slice: \"" + item
                        + "\" is not a number, from:to, from:to:step, None or a first ...: \"" + text + "\"");
            }
            int after = (int) Arrays.stream(items, i + 1, items.length)
                    .filter(other -> !isNew(other))
                    .count();
            if (dots ? view.shape().rank() - after < axis : axis >= view.shape().rank()) {
                throw new ShapeException("slice: more items than axes: \"" + text + "\", shape " + x.shape());
            }
            if (dots) {
                axis = view.shape().rank() - after;
            } else if (range.matches()) {
                view = range(view, axis++, range);
            } else {
                view = view.select(axis, Integer.parseInt(item));
            }
        }
        return view;
    }

    private static boolean isNew(String item) {
        return NEW_AXIS.matcher(item).matches();
    }

    private static Layout range(Layout x, int axis, Matcher range) {
        int n = x.shape().dim(axis);
        int step = number(range.group(3), 1);
        if (step == 0) {
            throw new ShapeException("slice: a step of 0: \"" + range.group() + "\"");
        }
        int least = step > 0 ? 0 : -1;
        int most = step > 0 ? n : n - 1;
        int from = bound(range.group(1), n, least, most, step > 0 ? least : most);
        int to = bound(range.group(2), n, least, most, step > 0 ? most : least);
        if (step > 0 ? from >= to : from <= to) {
            return x.slice(axis, 0, 0, 1);
        }
        return x.slice(axis, from, to < 0 ? to - n : to, step);
    }

    private static int bound(String text, int n, int least, int most, int otherwise) {
        int bound = number(text, otherwise);
        return text == null ? otherwise : Math.clamp(bound < 0 ? bound + n : bound, least, most);
    }

    private static int number(String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
