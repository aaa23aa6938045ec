package dev.polyphony.tools.local;

import dev.polyphony.agent.TimedOutException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program on this machine. It is started without a shell, reads nothing, and writes both its streams to files in the
 * folder it works in, so that it never waits for a reader. Thread-safe.
 */
final class Program {
    private final Path binary;

    private Program(Path binary) {
        this.binary = binary;
    }

    /**
     * What a program left behind.
     *
     * @param exit its exit code
     * @param out what it wrote to its standard output
     * @param error what it wrote to its standard error
     */
    record Result(int exit, String out, String error) {}

    /** Returns the program of that name in the first folder that has one, or null. */
    static @Nullable Program find(String name, LocalSettings settings) {
        for (String folder : settings.programs().split(Pattern.quote(File.pathSeparator))) {
            if (!folder.isEmpty()) {
                Path file = Path.of(folder, name);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return new Program(file);
                }
            }
        }
        return null;
    }

    /**
     * Runs the program to its end. An interrupt, and the end of the time, destroy it and what it started.
     *
     * @param folder that it works in; two files are added to it
     * @throws TimedOutException if it ran longer than the limit
     */
    Result run(Path folder, Duration limit, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path error = Files.createTempFile(folder, "error", ".txt");
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File(isWindows() ? "NUL" : "/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(error.toFile())
                .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimedOutException("%s did not end within %s.\nMaybe give it less to do at once."
                        .formatted(binary.getFileName(), limit));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(error));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly()
                    .onExit()
                    .completeOnTimeout(process, 2, TimeUnit.SECONDS)
                    .join();
        }
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    @Override
    public String toString() {
        return binary.toString();
    }
}
