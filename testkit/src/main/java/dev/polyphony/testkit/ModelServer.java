package dev.polyphony.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The project's own model server, {@code docker/model-server}, in a process of its own: the real server with tiny pipelines of
 * random weights, which need no GPU, no key and no network. Close it to end the process. Thread-safe.
 */
public final class ModelServer implements AutoCloseable {
    /** The environment variable that names a Python with the server's requirements. */
    public static final String PYTHON = "POLYPHONY_MODEL_SERVER_PYTHON";

    private static final Path PLACE = Path.of("docker", "model-server");
    private static final String ASKS_FOR_REQUIREMENTS =
            "import importlib.util as u, sys; sys.exit(' '.join(m for m in ('torch', 'diffusers', 'transformers',"
                    + " 'accelerate', 'fastapi', 'uvicorn', 'PIL', 'av') if u.find_spec(m) is None) or None)";

    private final Process process;
    private final String baseUrl;

    private ModelServer(Process process, String baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /** Returns why the server can't be started here, with advice; null if it can. */
    public static @Nullable String missing() {
        Path folder = folder();
        if (folder == null) {
            return "there is no folder %s here or above.\nMaybe run this in a checkout of the project."
                    .formatted(PLACE);
        }
        String python = python(folder);
        try {
            Process asked = new ProcessBuilder(python, "-c", ASKS_FOR_REQUIREMENTS)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return asked.waitFor() == 0
                    ? null
                    : "%s lacks what the model server needs: %s.\nMaybe run %s/setup.sh, or set %s."
                            .formatted(python, said, PLACE, PYTHON);
        } catch (IOException e) {
            return "%s can't be run.\nMaybe run %s/setup.sh, or set %s to a Python with its requirements."
                    .formatted(python, PLACE, PYTHON);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the look for Python was interrupted.\nMaybe try again.";
        }
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param tiny the folder of its tiny pipelines, which are built if they are not there
     * @param devices what it calls its devices: {@code cpu}, or {@code cpu:0,cpu:1} for two queues on one CPU
     * @throws IllegalStateException if it can't be started, with what it said; see {@link #missing}
     */
    public static ModelServer start(Path tiny, String devices) {
        Path folder = folder();
        if (folder == null) {
            throw new IllegalStateException(missing());
        }
        ProcessBuilder builder = new ProcessBuilder(
                        python(folder),
                        "-m",
                        "model_server",
                        "--tiny",
                        tiny.toAbsolutePath().toString(),
                        "--port",
                        "0",
                        "--threads",
                        "1",
                        "--devices",
                        devices)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("HF_HUB_OFFLINE", "1");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            Process process = builder.start();
            return new ModelServer(process, listening(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the URL that the server prints; the rest of what it says is read by a thread, so that it never blocks. */
    private static String listening(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith("listening on ")) {
                Thread reader = new Thread(() -> out.lines().forEach(rest -> {}), "model-server-output");
                reader.setDaemon(true);
                reader.start();
                return line.substring("listening on ".length());
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("the model server ended before it listened:\n%s\nMaybe see %s/README.md."
                .formatted(String.join("\n", said), PLACE));
    }

    private static @Nullable Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(PLACE).resolve("model_server").resolve("app.py"))) {
                return at.resolve(PLACE);
            }
        }
        return null;
    }

    private static String python(Path folder) {
        String set = System.getenv(PYTHON);
        return set != null && !set.isBlank()
                ? set
                : folder.resolve(".venv").resolve("bin").resolve("python").toString();
    }

    /** Returns the URL that it serves at, without a slash at the end. */
    public String baseUrl() {
        return baseUrl;
    }

    /** Ends the process and waits for its end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
