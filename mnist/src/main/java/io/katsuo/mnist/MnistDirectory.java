package io.katsuo.mnist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory that may contain MNIST files, under any of their names. */
final class MnistDirectory {
    private MnistDirectory() {}

    /** The path of each file whose name is there, the uncompressed one where there are two. */
    static Map<MnistFile, Path> present(Path directory) {
        Map<MnistFile, Path> found = new EnumMap<>(MnistFile.class);
        for (MnistFile file : MnistFile.values()) {
            for (String name : file.fileNames()) {
                Path path = directory.resolve(name);
                if (!found.containsKey(file) && Files.exists(path)) {
                    found.put(file, path);
                }
            }
        }
        return found;
    }

    /**
     * The path of a directory, whether it exists or not.
     *
     * @throws IOException if this platform has no directories of such names; the message begins with the prefix
     */
    static Path named(String name, String prefix) throws IOException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IOException(prefix + "not the name of a directory: " + e.getMessage(), e);
        }
    }

    /**
     * The paths of all four files.
     *
     * @throws IOException if there is no such directory, or a file is missing; the message begins with the prefix and
     *     names all files that are missing
     */
    static Map<MnistFile, Path> complete(Path directory, String prefix) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(
                    prefix + directory + (Files.exists(directory) ? " is not a directory" : ": no such directory"));
        }
        Map<MnistFile, Path> found = present(directory);
        String missing = Stream.of(MnistFile.values())
                .filter(file -> !found.containsKey(file))
                .map(MnistFile::fileName)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IOException(prefix + directory + " lacks " + missing + " (each with or without .gz)");
        }
        return found;
    }
}
