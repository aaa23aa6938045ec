package dev.polyphony.bench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * JARVIS (HuggingGPT): its awesome_chat.py as it is, copied from a checkout into a folder of its own and run as a server. Its
 * models are {@link MockTools}; three small modules stand for packages that are not needed here, or no longer have what it
 * wants: diffusers, huggingface_hub and tiktoken.
 */
final class JarvisContender implements Contender {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> STUBS = Map.of(
            "diffusers/__init__.py", "",
            "diffusers/utils.py", """
                    from PIL import Image

                    def load_image(path):
                        return Image.open(path).convert("RGB")
                    """,
            "huggingface_hub/__init__.py", "",
            "huggingface_hub/inference_api.py", """
                    ALL_TASKS = []

                    class InferenceApi:
                        def __init__(self, *args, **kwargs):
                            pass
                    """,
            "tiktoken.py", """
                    class Encoding:
                        def encode(self, text):
                            return list(range(len(text) // 4))

                    def get_encoding(name):
                        return Encoding()
                    """);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final ChildJvm models;
    private final Process process;
    private final URI server;
    private final String llm;
    private final int mostRounds;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private long millis = -1;
    private long calls;

    /**
     * Starts it and waits until it listens.
     *
     * @param checkout a checkout of microsoft/JARVIS; nothing is written there
     * @param python a Python with flask, flask-cors, waitress, requests, yaml, PIL and pydub
     * @param llm base URL of the model, with {@code /v1} at the end
     * @param mostRounds how often it is asked at most in one measurement
     * @throws IOException if it does not start
     */
    JarvisContender(Path checkout, String python, String llm, Path scratch, int mostRounds)
            throws IOException, InterruptedException {
        this.llm = llm;
        this.mostRounds = mostRounds;
        Path source = checkout.resolve("hugginggpt").resolve("server");
        if (!Files.isRegularFile(source.resolve("awesome_chat.py"))) {
            throw new IOException(
                    "%s has no hugginggpt/server/awesome_chat.py.\nMaybe it is no checkout of microsoft/JARVIS."
                            .formatted(checkout));
        }
        folder = Files.createTempDirectory(scratch, "jarvis-");
        copy(source, folder.resolve("server"));
        for (Map.Entry<String, String> stub : STUBS.entrySet()) {
            Path file = folder.resolve("stubs").resolve(stub.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, stub.getValue());
        }
        models = ChildJvm.mock(
                MockTools.class, folder.resolve("server/data/p0_models.jsonl").toString());
        int port = freePort();
        server = URI.create("http://127.0.0.1:%d/hugginggpt".formatted(port));
        Path config = folder.resolve("server/configs/bench.yaml");
        Files.writeString(config, config(Files.readString(folder.resolve("server/configs/config.default.yaml")), port));
        ProcessBuilder builder = new ProcessBuilder(
                        python, "awesome_chat.py", "--config", "configs/bench.yaml", "--mode", "server")
                .directory(folder.resolve("server").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("PYTHONPATH", folder.resolve("stubs").toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        process = builder.start();
        try {
            awaitPort(port);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(dir).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Returns its default settings, changed as the mocks need it: a local model, models of one server, no key. */
    private String config(String usual, int port) {
        URI modelServer = URI.create(models.url());
        return usual.replaceFirst(
                        "(?m)^openai:.*\\n.*\\n", "local:\n  endpoint: %s\n".formatted(llm.replaceFirst("/v1$", "")))
                .replaceFirst("(?m)^  token: .*$", "  token: hf_none")
                .replaceFirst("(?m)^dev: .*$", "dev: true")
                .replaceFirst("(?m)^model: .*$", "model: gpt-4")
                .replaceFirst("(?m)^use_completion: .*$", "use_completion: false")
                .replaceFirst("(?m)^inference_mode: .*$", "inference_mode: local")
                .replaceFirst(
                        "(?m)^http_listen:\\n  host: .*\\n  port: .*$",
                        "http_listen:\n  host: 127.0.0.1\n  port: " + port)
                .replaceFirst(
                        "(?m)^local_inference_endpoint:\\n  host: .*\\n  port: .*$",
                        "local_inference_endpoint:\n  host: 127.0.0.1\n  port: " + modelServer.getPort());
    }

    private void awaitPort(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (var socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        List<String> said = Files.readAllLines(folder.resolve("log"));
        throw new IOException(
                "awesome_chat.py did not start: %s.\nMaybe its Python lacks a package; name one with --python."
                        .formatted(said.isEmpty() ? "it said nothing" : said.get(said.size() - 1)));
    }

    @Override
    public String name() {
        return "jarvis";
    }

    @Override
    public boolean serves(String scenarioId) {
        return Scenarios.SHARED.contains(scenarioId);
    }

    @Override
    public boolean inThisProcess() {
        return false;
    }

    @Override
    public int mostRounds() {
        return mostRounds;
    }

    @Override
    public void prepare(Scenario scenario) throws IOException, InterruptedException {
        long now = scenario.steps().get(0).takes().toMillis();
        if (now != millis) {
            models.get("/set?name=models&millis=" + now);
            millis = now;
        }
    }

    @Override
    public void serve(Scenario scenario, String words) throws Exception {
        ObjectNode body = JSON.createObjectNode()
                .put("api_key", "x")
                .put("api_type", "local")
                .put("api_endpoint", llm + "/chat/completions");
        body.putArray("messages").addObject().put("role", "user").put("content", words);
        HttpRequest request = HttpRequest.newBuilder(server)
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        MockModel.checkAnswer(JSON.readTree(answer).path("message").asText());
    }

    @Override
    public long toolCalls() throws IOException, InterruptedException {
        calls += models.get("/count").path("tool").asLong();
        return calls;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        models.close();
        EngineHome.delete(folder);
    }
}
