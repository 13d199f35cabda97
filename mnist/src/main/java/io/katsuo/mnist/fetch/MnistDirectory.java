package io.katsuo.mnist.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A directory that may hold MNIST files, under any of their names.
 *
 * @since 0.1
 */
public final class MnistDirectory {
    private MnistDirectory() {}

    /**
     * The MNIST files in a directory. Only names are looked at.
     *
     * @param directory where to look
     * @return the path of each file that is there, the uncompressed one where there are two
     */
    public static Map<MnistFile, Path> present(Path directory) {
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
     * The directory that somebody named.
     *
     * @param name its name
     * @param saidBy who named it, for the message: {@code --data}, {@code MNIST_DIR}
     * @return its path, whether it exists or not
     * @throws IOException if this platform has no directories of such names
     */
    public static Path named(String name, String saidBy) throws IOException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IOException(saidBy + ": no name of a directory: " + e.getMessage(), e);
        }
    }

    /**
     * All four files in a directory that somebody named.
     *
     * @param directory where they must be
     * @param saidBy who named it, for the message: {@code --data}, {@code MNIST_DIR}
     * @return the path of each file
     * @throws IOException if there is no such directory, or a file is missing; names all that are missing
     */
    public static Map<MnistFile, Path> complete(Path directory, String saidBy) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(saidBy + ": " + directory
                    + (Files.exists(directory) ? " is not a directory" : ": no such directory"));
        }
        Map<MnistFile, Path> found = present(directory);
        List<String> missing = new ArrayList<>();
        for (MnistFile file : MnistFile.values()) {
            if (!found.containsKey(file)) {
                missing.add(file.fileName());
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException(
                    saidBy + ": " + directory + " lacks " + String.join(", ", missing) + " (each with or without .gz)");
        }
        return found;
    }
}
