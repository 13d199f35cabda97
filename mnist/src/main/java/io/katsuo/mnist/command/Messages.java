package io.katsuo.mnist.command;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Text for users. */
public final class Messages {
    private Messages() {}

    /** The message of an exception in one line, with a question mark for each control character, as in a file's name. */
    public static String of(Throwable e) {
        return printable(text(e));
    }

    /** With a question mark for each control character, which could move the cursor or change the terminal's colours. */
    public static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String text(Throwable e) {
        boolean isWrapper = e instanceof ExceptionInInitializerError || e instanceof NoClassDefFoundError;
        if (isWrapper && e.getCause() != null) {
            return text(e.getCause());
        }
        if (e instanceof OutOfMemoryError) {
            return "not enough memory (" + e.getMessage()
                    + "); give the JVM more, for example with KATSUO_JAVA_OPTS=-Xmx8g";
        }
        if (e instanceof FileSystemException) {
            return ofFile((FileSystemException) e);
        }
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return message.split("\\r?\\n", 2)[0];
    }

    private static String ofFile(FileSystemException e) {
        String reason = e.getReason();
        if (e instanceof NoSuchFileException) {
            reason = reason == null ? "no such file or directory" : reason;
        } else if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            reason = "is not a directory";
        } else if (reason == null) {
            reason = e.getClass().getSimpleName();
        }
        return e.getFile() + ": " + reason.lines().findFirst().orElse("");
    }

    /** {@return a whole number with its digits in groups of three, such as {@code 10,000}} */
    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number of things such as {@code 1 iteration} and {@code 10,000 iterations}. */
    public static String count(long number, String thing) {
        return grouped(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** A share from 0 to 1 as text such as {@code 97.89 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** A time such as {@code 0.31 s}. */
    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
