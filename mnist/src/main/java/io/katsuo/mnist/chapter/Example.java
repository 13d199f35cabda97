package io.katsuo.mnist.chapter;

import java.io.IOException;
import java.io.PrintStream;

/**
 * An example of the chapter.
 *
 * @param number its place in the chapter, from 1
 * @param name its name in commands: words separated by hyphens
 * @param title what it shows
 * @param section the section of the chapter and the figures that it draws, such as {@code 5.1.1, figure 5.3}
 * @param explanation what it shows, in one to three sentences
 * @param program computes and prints the example
 */
public record Example(int number, String name, String title, String section, String explanation, Program program) {
    /** Computes an example. */
    @FunctionalInterface
    public interface Program {
        /** Prints the example and draws its pictures; fails if it needs images of digits that cannot be loaded. */
        void run(PrintStream out, Pictures pictures) throws IOException;
    }
}
