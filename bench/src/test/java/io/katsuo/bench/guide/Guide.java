package io.katsuo.bench.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The guide to the chapter, {@code docs/chapter}: its files, and their update. */
final class Guide {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path DIRECTORY = ROOT.resolve("docs/chapter");
    static final List<Path> TRANSLATIONS = List.of(DIRECTORY.resolve("zh"), DIRECTORY.resolve("ja"));
    static final Path IMAGES = DIRECTORY.resolve("images");
    static final Path JAVA = DIRECTORY.resolve("java");
    static final Path NUMPY = DIRECTORY.resolve("numpy");

    /** Whether to write the committed files instead of comparing them. */
    static final boolean WRITE = Boolean.getBoolean("katsuo.guide.write");

    private Guide() {}

    /** All pages, English first. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(files(DIRECTORY, ".md"));
        for (Path translation : TRANSLATIONS) {
            pages.addAll(files(translation, ".md"));
        }
        return pages;
    }

    /** The files of a directory, by name. */
    static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** The name of a page in messages. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file, or in comparing mode notes its name if its content differs. */
    static void update(Path file, String content, List<String> stale) throws IOException {
        if (Files.exists(file) && content.equals(read(file))) {
            return;
        }
        if (WRITE) {
            Files.writeString(file, content);
        } else {
            stale.add(name(file));
        }
    }
}
