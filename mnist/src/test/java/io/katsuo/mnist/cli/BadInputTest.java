package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.mnist.command.CommandRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with options, directories or data: one line on the standard error, an exit code, no files. */
class BadInputTest {
    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    @TempDir
    private Path directory;

    private Path data;
    private Path out;

    @BeforeEach
    void nameDirectories() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        out = directory.resolve("out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--iterations -1            | '-1' is not a whole number from 1 to",
                "--iterations 0             | '0' is not a whole number",
                "--iterations 1e4           | '1e4' is not a whole number",
                "--iterations 99999999999   | '99999999999' is not a whole number",
                "--iterations               | Missing required parameter for option '--iterations'",
                "--batch-size 0             | '--batch-size': '0' is not",
                "--hidden -5                | '--hidden': '-5' is not",
                "--threads 0                | '--threads': '0' is not",
                "--threads 513              | '513' is not a whole number from 1 to 512",
                "--learning-rate NaN        | 'NaN' is not a finite number above 0",
                "--learning-rate 0          | '0' is not a finite number above 0",
                "--learning-rate -0.1       | '-0.1' is not a finite number above 0",
                "--learning-rate 1e40       | '1e40' is not a finite number above 0",
                "--learning-rate Infinity   | 'Infinity' is not a finite number",
                "--learning-rate fast       | 'fast' is not a finite number above 0",
                "--seed one                 | 'one' is not a whole number of 64 bits",
                "--seed 9223372036854775808 | '9223372036854775808' is not",
                "--sampling random          | 'random' is not book or shuffled",
                "--colour                   | Unknown option: '--colour'",
                "--seed 1 --seed 2          | option '--seed' (N) should be specified only once",
                "extra                      | Unmatched argument at index 5: 'extra'"
            })
    void optionsNotUnderstood(String options, String expected) {
        Run run = Run.train(out, options.split(" "));
        assertOneLine(run, CommandRunner.USAGE, expected);
        assertTrue(run.err().getFirst().endsWith("; see katsuo train --help"), run::toString);
        assertFalse(Files.exists(out), "options are checked before anything is made");
    }

    @Test
    void commandsNotUnderstood() {
        assertOneLine(Run.of("trian"), CommandRunner.USAGE, "'trian'; did you mean train?; see katsuo --help");
        assertOneLine(Run.train(out, "--hiden", "5"), CommandRunner.USAGE, "option: '--hiden'; did you mean --hidden?");
        assertOneLine(Run.of("--data", "x"), CommandRunner.USAGE, "Unknown option");
    }

    @Test
    void helpAndVersionAreNoErrors() {
        Run help = Run.of("train", "--help");
        assertEquals(CommandRunner.OK, help.exitCode());
        for (String option : List.of(
                "--data",
                "--iterations",
                "--batch-size",
                "--hidden",
                "--learning-rate",
                "--seed",
                "--threads",
                "--sampling",
                "--out")) {
            assertTrue(help.says(option + "="), option);
        }
        assertTrue(help.says("Examples:") && help.says("Exit codes:"), help::toString);
        assertTrue(Run.of("--version").says("Katsuo 0."), "version");
        assertTrue(Run.of().says("train"), "no command: the commands");
    }

    // ---- the output directory ----

    /** A name that would move the cursor or change the terminal's colours. Found by random command lines. */
    @Test
    void controlCharactersOfNamesAreNotPrinted() {
        String name = "no\rsuch\u001b[31m.npz";
        assertEquals(
                List.of("katsuo: no?such?[31m.npz: no such file or directory"),
                Run.of("info", name).err());
        assertOneLine(Run.of("info", "a", name), CommandRunner.USAGE, "no?such?[31m.npz");
        assertOneLine(
                Run.train(out, "--a" + name, "--b\n", "5"), CommandRunner.USAGE, "'--ano?such?[31m.npz', '--b?'; see");
        Run run = Run.train(out.resolve("odd\n\u001b[31m"), "--iterations", "1");
        assertTrue(run.out().toString().contains("Files in " + out + "/odd??[31m: "), run::toString);
    }

    @Test
    void theOutputDirectoryIsAFile() throws IOException {
        Files.writeString(out, "mine");
        assertOneLine(Run.train(out), CommandRunner.USAGE, "--out names a file, not a directory: " + out);
        assertOneLine(Run.train(out.resolve("below")), CommandRunner.FAILED, "--out: ");
        assertEquals("mine", Files.readString(out));
    }

    @Test
    void theOutputDirectoryCannotBeWritten() throws Exception {
        Files.createDirectory(out);
        assertTrue(out.toFile().setWritable(false));
        Run run = Run.unprivileged("train", "--data", "embedded", "--out", out.toString());
        assertOneLine(run, CommandRunner.FAILED, "--out: " + out + ": permission denied");
        assertEquals(List.of(), run.out(), "nothing was trained");
        assertTrue(out.toFile().setWritable(true));
    }

    @Test
    void theOutputDirectoryCannotBeMade() {
        assumeTrue(Files.isDirectory(Path.of("/proc")), "no /proc here");
        assertOneLine(Run.train(Path.of("/proc/katsuo-out")), CommandRunner.FAILED, "--out: /proc/katsuo-out");
    }

    // ---- data ----

    @Test
    void theDataDirectoryIsMissing() {
        assertRefused(
                Run.of(
                        "train",
                        "--out",
                        out.toString(),
                        "--data",
                        directory.resolve("nowhere").toString()),
                "no such directory");
    }

    @Test
    void theDataDirectoryIsEmptyOrAFile() throws IOException {
        assertRefused(train(), TRAIN_IMAGES);
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertRefused(Run.of("train", "--out", out.toString(), "--data", file.toString()), file.toString());
        assertRefused(Run.of("train", "--out", out.toString(), "--data", "a\0b"), "--data");
        assertRefused(Run.of("train", "--out", out.toString(), "--data", ""), "--data");
    }

    @ParameterizedTest
    @ValueSource(strings = {TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS})
    void oneFileIsMissing(String name) throws IOException {
        Map<String, byte[]> files = wellFormed();
        files.remove(name);
        write(files);
        assertRefused(train(), name);
    }

    @Test
    void digitsOfSomebodyElse() throws IOException {
        write(wellFormed());
        assertRefused(train(), "SHA-256");
    }

    @Test
    void labelsGivenAsImages() throws IOException {
        Map<String, byte[]> files = wellFormed();
        files.put(TRAIN_IMAGES, files.get(TRAIN_LABELS));
        write(files);
        assertRefused(train(), "labels");
    }

    @Test
    void wrongMagic() throws IOException {
        Map<String, byte[]> files = wellFormed();
        files.get(TRAIN_IMAGES)[2] = 0x0d;
        write(files);
        assertRefused(train(), "magic number 0x00000D03");
    }

    @Test
    void truncatedGzip() throws IOException {
        write(wellFormed());
        Path file = data.resolve(TRAIN_IMAGES + ".gz");
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 10, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(train(), TRAIN_IMAGES);
        }
    }

    @Test
    void flippedBits() throws IOException {
        write(wellFormed());
        Path file = data.resolve(TRAIN_IMAGES + ".gz");
        byte[] whole = Files.readAllBytes(file);
        for (int at : new int[] {0, 3, 20, whole.length / 2, whole.length - 3}) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(file, flipped);
            assertRefused(train(), TRAIN_IMAGES);
        }
    }

    @Test
    void unreadableFileOrDirectory() throws Exception {
        write(wellFormed());
        Path file = data.resolve(TRAIN_IMAGES + ".gz");
        String[] train = {"train", "--out", out.toString(), "--data", data.toString()};
        assertTrue(file.toFile().setReadable(false));
        assertRefused(Run.unprivileged(train), file + ": permission to read it denied");
        assertTrue(file.toFile().setReadable(true) && data.toFile().setReadable(false));
        assertRefused(Run.unprivileged(train), data + ": permission to read it denied");
        assertTrue(data.toFile().setReadable(true));
    }

    @Test
    void aDirectoryInPlaceOfAFile() throws IOException {
        write(wellFormed());
        Path file = data.resolve(TRAIN_IMAGES + ".gz");
        Files.delete(file);
        Files.createDirectory(file);
        assertRefused(train(), TRAIN_IMAGES);
    }

    private Run train() {
        return Run.of("train", "--out", out.toString(), "--data", data.toString());
    }

    private void assertRefused(Run run, String expected) {
        assertOneLine(run, CommandRunner.FAILED, expected);
        assertEquals(List.of(), run.out(), "nothing is announced");
        assertFalse(Files.exists(out), "the directory that was made for the files is removed");
    }

    private static void assertOneLine(Run run, int exitCode, String expected) {
        assertEquals(exitCode, run.exitCode(), run::toString);
        assertEquals(1, run.err().size(), run::toString);
        String line = run.err().getFirst();
        assertTrue(line.startsWith("katsuo") && line.contains(expected), line);
        assertFalse(line.contains("Exception") || line.contains("io.katsuo"), line);
    }

    /** Four files as they should be, but for what the images show. */
    private static Map<String, byte[]> wellFormed() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(TRAIN_IMAGES, idx(0x803, 60_000, 28, 28));
        files.put(TRAIN_LABELS, idx(0x801, 60_000));
        files.put(TEST_IMAGES, idx(0x803, 10_000, 28, 28));
        files.put(TEST_LABELS, idx(0x801, 10_000));
        return files;
    }

    private static byte[] idx(int magic, int... dims) {
        int size = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dims.length + size).putInt(magic);
        Arrays.stream(dims).forEach(file::putInt);
        return file.array();
    }

    private void write(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(file.getValue());
            }
            Files.write(data.resolve(file.getKey() + ".gz"), bytes.toByteArray());
        }
    }
}
