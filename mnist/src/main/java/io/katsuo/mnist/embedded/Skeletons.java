package io.katsuo.mnist.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * The strokes of the digits, in several variants each. A stroke is a list of points {@code x,y} in a box of
 * 100 × 100, y downwards, through which a smooth curve goes; {@code !} marks a corner; {@code /} lifts the pen.
 */
final class Skeletons {
    private static final String[] TEXT = {"""
            55,5 25,15 10,50 25,88 52,95 80,85 90,50 78,15 55,5
            64,9 32,10 12,48 26,88 55,95 84,80 88,42 70,12 44,6 34,14
            50,4 22,20 14,55 30,92 58,94 82,70 84,34 62,6 40,8
            """, """
            50,5 50,95
            60,5 52,50 42,95
            30,26! 54,6! 51,95
            32,24! 52,6! 52,94! / 26,95 78,94
            """, """
            14,28 28,8 58,5 80,22 74,45 45,70 14,93! 50,91 88,93
            15,25 35,6 65,8 78,28 62,58 32,84 16,90 14,78 30,74 55,86 90,92
            18,20 45,5 76,18 66,45 14,94! 86,92
            22,18 50,4 74,20 68,48 40,78 20,94 34,84 56,90 88,86
            """, """
            16,16 42,5 74,14 72,36 42,47! 76,56 84,78 52,95 14,84
            15,8! 78,8! 44,42! 80,56 80,82 48,96 14,84
            18,20 45,5 74,18 64,40 40,48 58,48 80,62 76,86 44,96 12,80
            20,12 50,5 72,20 58,42 36,46! 66,50 78,72 60,92 24,94
            """, """
            28,5 20,54! 84,54 / 70,10 66,95
            68,5 14,64! 90,64 / 68,5 66,95
            24,8 20,45 40,56 74,46 / 78,6 72,50 66,95
            30,6 16,50 30,58 82,48 / 66,28 62,60 58,95
            """, """
            78,7! 30,8! 26,44! 55,38 82,56 76,84 44,95 14,84
            30,10 25,46! 60,40 82,62 66,90 36,95 14,84 / 30,10 84,7
            76,10 42,8 28,28 40,46 70,58 76,80 50,95 18,86
            82,10! 40,6! 30,40 60,44 78,64 64,90 30,94 16,82
            """, """
            72,6 40,24 18,58 24,88 54,95 78,80 72,58 44,52 20,68
            58,5 28,40 18,72 36,95 68,92 76,70 54,54 24,68
            80,12 56,6 26,34 16,70 38,95 72,90 80,66 58,52 30,60 22,74
            """, """
            14,10! 84,9! 60,45 44,95
            14,12! 84,10! 56,50 42,95 / 32,52 76,50
            16,26 16,10! 86,9! 52,95
            12,14 48,10 84,8 74,34 58,62 54,95
            """, """
            74,18 48,5 24,18 32,40 68,58 78,80 50,95 22,82 30,60 66,40 74,18
            50,5 26,14 26,36 50,47 74,36 74,14 50,5 / 50,47 20,60 18,84 50,96 82,84 80,60 50,47
            78,12 46,6 28,22 44,44 74,66 70,92 38,94 26,76 52,48 74,28 78,10
            """, """
            76,24 52,6 24,18 24,44 50,52 76,34 76,24! 74,60 68,95
            74,22 48,5 22,20 28,46 56,48 76,28! 78,62 60,92 28,92
            72,10 40,8 22,32 40,50 66,36 74,12! 66,56 54,95
            80,28 58,6 30,14 24,38 48,48 74,36 80,20! 82,52 66,84 36,95
            """};

    private static final List<List<List<Stroke>>> ALL = parse();

    private Skeletons() {}

    /** A stroke: its points, and whether each is a corner. */
    record Stroke(double[] x, double[] y, boolean[] corner) {
        int length() {
            return x.length;
        }
    }

    /** The variants of a digit, each a list of strokes. */
    static List<List<Stroke>> of(int digit) {
        return ALL.get(digit);
    }

    private static List<List<List<Stroke>>> parse() {
        List<List<List<Stroke>>> digits = new ArrayList<>();
        for (String text : TEXT) {
            List<List<Stroke>> variants = new ArrayList<>();
            for (String line : text.split("\n")) {
                List<Stroke> strokes = new ArrayList<>();
                for (String stroke : line.split("/")) {
                    strokes.add(stroke(stroke.strip().split(" +")));
                }
                variants.add(strokes);
            }
            digits.add(variants);
        }
        return digits;
    }

    private static Stroke stroke(String[] points) {
        Stroke stroke = new Stroke(new double[points.length], new double[points.length], new boolean[points.length]);
        for (int i = 0; i < points.length; i++) {
            stroke.corner[i] = points[i].endsWith("!");
            String[] xy = points[i].replace("!", "").split(",");
            stroke.x[i] = Integer.parseInt(xy[0]) / 100.0;
            stroke.y[i] = Integer.parseInt(xy[1]) / 100.0;
        }
        return stroke;
    }
}
