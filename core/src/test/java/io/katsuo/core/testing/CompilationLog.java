package io.katsuo.core.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM with {@code -XX:+PrintCompilation -XX:+PrintInlining} says of methods of ours. */
public final class CompilationLog {
    /**
     * Time, number, attributes, level, method, perhaps the bytecode of a loop, size, remark. It may stand in the middle of a
     * line that another compiler was printing.
     */
    private static final Pattern COMPILATION = Pattern.compile(
            "\\d+ +\\d+ [ %!sbn*]* +([0-4]) +(io\\.katsuo\\.\\S+)(?: @ -?\\d+)? (\\(\\d+ bytes\\))(.*)");

    /** Only the optimising compiler calls what it inlines hot. */
    private static final Pattern INLINED =
            Pattern.compile(" (io\\.katsuo\\.\\S+) (\\(\\d+ bytes\\)) +inline \\(hot\\)");

    /** A few times a compiler's guess about a method may prove wrong; from then on it should know. */
    private static final int MOST_RETURNS = 5;

    private final Set<String> optimised = new HashSet<>();
    private final Map<String, Integer> discarded = new HashMap<>();
    private final List<String> refused = new ArrayList<>();

    /**
     * Reads a log.
     *
     * @param lines all that the JVM printed
     */
    public CompilationLog(List<String> lines) {
        lines.forEach(this::read);
    }

    private void read(String line) {
        Matcher inlined = INLINED.matcher(line);
        if (inlined.find()) {
            optimised.add(inlined.group(1) + " " + inlined.group(2));
        }
        Matcher compilation = COMPILATION.matcher(line);
        if (!compilation.find()) {
            return;
        }
        String method = compilation.group(2) + " " + compilation.group(3);
        String remark = compilation.group(4);
        if (remark.contains("COMPILE SKIPPED")) {
            refused.add(method + ":" + remark.replaceAll(" +", " "));
        } else if (remark.contains("made not ")) {
            if (compilation.group(1).equals("4")) {
                discarded.merge(method, 1, Integer::sum);
            }
        } else if (compilation.group(1).equals("4")) {
            optimised.add(method);
        }
    }

    /**
     * Whether the optimising compiler compiled a method, by itself or inlined into another one.
     *
     * @param method the method
     * @return whether its code is as fast as it gets
     */
    public boolean isOptimised(Bytecode.Method method) {
        return optimised.contains(method.toString());
    }

    /**
     * Methods that a compiler gave up on ("out of nodes" and the like), or whose optimised code was thrown away again and
     * again.
     *
     * @return a line each, with the reason
     */
    public List<String> complaints() {
        List<String> result = new ArrayList<>(refused);
        discarded.forEach((method, times) -> {
            if (times > MOST_RETURNS) {
                result.add(method + ": optimised code thrown away " + times + " times");
            }
        });
        return result;
    }
}
