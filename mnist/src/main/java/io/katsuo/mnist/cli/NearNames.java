package io.katsuo.mnist.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Suggests names for one that is misspelled or incomplete. */
final class NearNames {
    private static final int MOST = 5;
    /** One letter in this many may be misspelled. */
    private static final int LETTERS = 4;
    /** The shortest part of a name that is searched for. */
    private static final int SHORTEST_PART = 3;

    private NearNames() {}

    /** The names, words separated by hyphens, that are similar to a word; the most similar first. */
    static List<String> of(String word, List<String> names) {
        return names.stream()
                .filter(name -> !word.isEmpty() && distance(word, name) <= (word.length() + 1) / LETTERS)
                .sorted(Comparator.comparingInt(name -> distance(word, name)))
                .limit(MOST)
                .toList();
    }

    /** The distance from the beginning of the name or of one of its words. */
    private static int distance(String word, String name) {
        String plain = name.replace("-", "");
        if (word.length() >= SHORTEST_PART && plain.contains(word)) {
            return 0;
        }
        List<String> parts = new ArrayList<>(List.of(name.split("-")));
        parts.add(plain);
        return parts.stream().mapToInt(part -> fromBeginning(word, part)).min().orElseThrow();
    }

    /** The smallest Levenshtein distance from a prefix of the name. */
    private static int fromBeginning(String word, String name) {
        int[] row = new int[name.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= word.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int replaced = diagonal + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j - 1], row[j]) + 1);
            }
        }
        return Arrays.stream(row).min().orElseThrow();
    }
}
