package dev.polyphony.bench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A mock server in a JVM of its own, on the class path of this one. It ends when this process does. */
final class MockProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();

    private MockProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param main class whose {@code main} prints where it listens, and ends when its standard input does
     */
    static MockProcess start(Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader();
        String url = said.readLine();
        if (url == null) {
            throw new IOException("the mock %s did not start".formatted(main.getSimpleName()));
        }
        return new MockProcess(process, url);
    }

    /** Returns where it listens. */
    String url() {
        return url;
    }

    /** Returns how many calls of the model there were since this was asked last. */
    long takeCalls() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url).resolve("/count")).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                .path("llm")
                .asLong();
    }

    @Override
    public void close() {
        try {
            process.outputWriter().close();
        } catch (IOException e) {
            process.destroy();
        }
    }
}
