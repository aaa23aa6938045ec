package dev.polyphony.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program in a JVM of its own, on the class path of this one. It ends when this process does. */
final class ChildJvm implements AutoCloseable {
    /** The JDK that this process runs on. */
    static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

    /** What the mock servers are started with. */
    static final List<String> MOCK = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader said;
    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ChildJvm(Process process, BufferedReader said, String url) {
        this.process = process;
        this.said = said;
        this.url = url;
    }

    /**
     * Starts a program and waits for the first line that it prints.
     *
     * @param main class whose {@code main} prints where it listens, or what it found, and ends when its standard input does
     */
    static ChildJvm start(Path jdk, List<String> options, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return start(new ProcessBuilder(command), main.getSimpleName());
    }

    /** Starts a mock server on the JDK of this process. */
    static ChildJvm mock(Class<?> main, String... args) throws IOException {
        return start(THIS_JDK, MOCK, main, args);
    }

    private static ChildJvm start(ProcessBuilder builder, String name) throws IOException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader said = process.inputReader();
        String first = said.readLine();
        if (first == null) {
            throw new IOException("%s did not start".formatted(name));
        }
        return new ChildJvm(process, said, first);
    }

    /** Returns the first line that it printed: where it listens. */
    String url() {
        return url;
    }

    /** Returns the next line that it prints; waits for it. */
    String nextLine() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the child process ended early");
        }
        return line;
    }

    /** Returns what it says at a path. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url).resolve(path)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /** Returns how many calls of the model there were since this was asked last. */
    long takeCalls() throws IOException, InterruptedException {
        return get("/count").path("llm").asLong();
    }

    /** Returns the memory that the process has resident now, in MiB; NaN where the system does not tell. */
    double residentMib() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        try {
            process.outputWriter().close();
            process.waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
