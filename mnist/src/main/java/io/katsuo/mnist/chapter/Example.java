package io.katsuo.mnist.chapter;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * One numbered example of the chapter. Its class is called {@code Ex}, a number of two digits, and its name:
 * {@code Ex02ApplesAndOranges} is example 2, {@code apples-and-oranges}.
 *
 * @since 0.1
 */
public interface Example {
    /**
     * What it shows, in a few words.
     *
     * @return the title
     */
    String title();

    /**
     * Where the chapter has it.
     *
     * @return the number of the section, and the figures that this example draws, such as {@code 5.1.1, figure 5.3}
     */
    String section();

    /**
     * Computes, prints what there is to see, and draws it.
     *
     * @param out where to print
     * @param pictures takes the pictures
     * @throws IOException if images of digits are needed and cannot be read
     */
    void run(PrintStream out, Pictures pictures) throws IOException;

    /**
     * The place of this example in the chapter.
     *
     * @return a number from 1
     */
    default int number() {
        return Integer.parseInt(getClass().getSimpleName().substring(2, 4));
    }

    /**
     * The name by which this example is asked for.
     *
     * @return words with hyphens between them
     */
    default String name() {
        String words = getClass().getSimpleName().substring(4);
        return words.replaceAll("(?<=.)(?=\\p{Upper})", "-").toLowerCase(Locale.ROOT);
    }

    /**
     * Runs an example by itself, without pictures: what its {@code main} does.
     *
     * @param example the example
     */
    static void show(Example example) {
        try {
            example.run(System.out, Pictures.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
