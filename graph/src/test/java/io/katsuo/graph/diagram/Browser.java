package io.katsuo.graph.diagram;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser of this machine that can run without a screen. */
record Browser(Path program) {
    /** What the tests that look at pictures need. */
    static final String PREREQUISITE =
            "needs a browser that runs without a screen (chromium, google-chrome or firefox on the PATH)";

    static Optional<Browser> find() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "firefox")
                .flatMap(name -> onPath(name).stream())
                .map(Browser::new)
                .findFirst();
    }

    static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    boolean isChromium() {
        return !program.endsWith("firefox");
    }

    /** Takes a picture of a page, in a folder for what the browser keeps. */
    void screenshot(Path page, Path png, int width, int height, boolean dark, Path folder)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        if (isChromium()) {
            arguments.addAll(List.of("--screenshot=" + png, "--window-size=" + width + "," + height));
            arguments.addAll(dark ? List.of("--blink-settings=preferredColorScheme=0") : List.of());
        } else {
            Files.writeString(
                    folder.resolve("user.js"),
                    "user_pref(\"layout.css.prefers-color-scheme.content-override\", " + (dark ? 0 : 1) + ");\n");
            arguments.addAll(List.of("--screenshot", png.toString(), "--window-size=" + width + "," + height));
        }
        run(page, arguments, folder);
    }

    /** The page as text after its scripts have run; chromium only. */
    String dom(Path page, Path folder) throws IOException, InterruptedException {
        return run(page, List.of("--dump-dom"), folder);
    }

    private String run(Path page, List<String> arguments, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--headless"));
        command.addAll(
                isChromium()
                        ? List.of("--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + folder)
                        : List.of("--profile", folder.toString()));
        command.addAll(arguments);
        command.add(page.toUri().toString());
        Path out = folder.resolve("browser.out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(program + " did not end within 120 s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " ended with " + process.exitValue());
        }
        return Files.readString(out);
    }
}
