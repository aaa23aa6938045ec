package dev.polyphony.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server at an address, and all that can go wrong with it. */
@Timeout(120)
class WebServerIT {
    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":(\"[^\"]*\"|\\d+)");

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger canary = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer web;
    private volatile String trouble = "";

    @BeforeEach
    void start() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.setExecutor(threads);
        web.createContext("/mcp", this::serve);
        web.createContext("/canary", exchange -> {
            canary.incrementAndGet();
            send(exchange, 200, "{}");
        });
        web.start();
    }

    @AfterEach
    void stop() {
        web.stop(0);
        threads.shutdownNow();
    }

    private McpServer server() {
        URI url =
                URI.create("http://localhost:%d/mcp".formatted(web.getAddress().getPort()));
        return McpServer.of("web", new McpServer.Web(url, Map.of("Authorization", "Bearer s3cret-value")));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String method = find(METHOD, body);
        heard.add(exchange.getRequestMethod() + " " + method);
        if (!exchange.getRequestMethod().equals("POST")) {
            send(exchange, 405, "");
        } else if (trouble.startsWith("status ")) {
            int status = Integer.parseInt(trouble.substring(7));
            exchange.getResponseHeaders().add("Location", "/canary");
            send(exchange, status, "you sent Bearer s3cret-value");
        } else if (find(ID, body).isEmpty()) {
            send(exchange, 202, "");
        } else {
            answer(exchange, method, find(ID, body));
        }
    }

    private void answer(HttpExchange exchange, String method, String id) throws IOException {
        if (method.equals("tools/call") && trouble.equals("wait")) {
            return;
        }
        String result = switch (method) {
            case "initialize" ->
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"web\",\"version\":\"2\"}}";
            case "tools/list" ->
                "{\"tools\":[{\"name\":\"look\",\"description\":\"Looks.\",\"inputSchema\":{\"type\":\"object\"}}]}";
            default ->
                "{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}"
                        .formatted(trouble.equals("flood") ? "x".repeat(100_000) : "seen");
        };
        send(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(id, result));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String find(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    private String call(McpTools tools) throws Exception {
        Tool tool = tools.tools().get(0);
        return ((Value.Text) tool.bindings()
                        .get(0)
                        .body()
                        .run(FakeCall.of(Map.of(), folder))
                        .values()
                        .get("text")
                        .get(0))
                .text();
    }

    @Test
    void itsToolsAreCalledWithItsTokenAlone() throws Exception {
        try (McpTools tools = McpTools.connect(server())) {
            assertThat(tools.tools()).extracting(Tool::name).containsExactly("web/look");
            assertThat(tools.tools().get(0).bindings().get(0).local()).isFalse();
            assertThat(call(tools)).isEqualTo("seen");
            assertThat(authorizations).allMatch("Bearer s3cret-value"::equals);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        trouble = "status 307";
        try (McpTools tools = McpTools.connect(server())) {
            assertThat(tools.tools()).isEmpty();
            assertThat(canary).hasValue(0);
        }
    }

    @Test
    void aRefusalNamesTheToken() {
        trouble = "status 401";
        try (McpTools tools = McpTools.connect(server())) {
            assertThat(tools.absent().get(0).remedy())
                    .contains("\"web\" refuses us", "polyphony.mcp.web.token")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void troubleAfterwardsIsAnErrorWithoutSecrets() throws Exception {
        try (McpTools tools = McpTools.connect(server())) {
            for (int status : new int[] {404, 429, 500, 503}) {
                trouble = "status " + status;
                assertThatThrownBy(() -> call(tools))
                        .as("status %d", status)
                        .isInstanceOf(PolyphonyException.class)
                        .satisfies(
                                e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("s3cret"));
            }
            trouble = "";
            assertThat(call(tools)).isEqualTo("seen");
        }
    }

    @Test
    void anAnswerBeyondTheLimitIsRefused() throws Exception {
        McpServer small = server();
        small = new McpServer(
                small.name(), small.reach(), small.tools(), small.gives(), small.takes(), small.timeout(), 0, 50_000);
        try (McpTools tools = McpTools.connect(small)) {
            trouble = "flood";
            assertThatThrownBy(() -> call(tools)).isInstanceOf(ProviderUnavailableException.class);
        }
    }

    @Test
    void aCancelReachesTheServer() throws Exception {
        try (McpTools tools = McpTools.connect(server())) {
            trouble = "wait";
            FutureTask<String> waiting = new FutureTask<>(() -> call(tools));
            Thread thread = new Thread(waiting);
            thread.start();
            await("POST tools/call");
            thread.interrupt();
            assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
            await("POST notifications/cancelled");
        }
    }

    private void await(String message) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> heard.contains(message));
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        web.stop(0);
        try (McpTools tools = McpTools.connect(server())) {
            assertThat(tools.absent().get(0).remedy()).contains("\"web\" can't be reached", "look at its url");
        }
    }
}
