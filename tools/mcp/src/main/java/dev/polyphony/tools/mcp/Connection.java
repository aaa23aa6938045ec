package dev.polyphony.tools.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.tools.mcp.McpServer.Program;
import dev.polyphony.tools.mcp.McpServer.Web;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session with a server, until it is lost or closed. Thread-safe. */
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final McpServer server;
    private final Faults faults;
    private final Calls calls;
    private final McpSyncClient client;
    private final @Nullable ProgramTransport program;
    private volatile boolean lost;

    /**
     * Begins a session. Blocks, for 30 s at most.
     *
     * @param changed called with all tools when the server says that they have changed
     * @throws dev.polyphony.agent.PolyphonyException if the server is not there, or does not speak the protocol
     */
    Connection(McpServer server, Consumer<List<McpSchema.Tool>> changed) {
        this.server = server;
        this.faults = new Faults(server);
        McpJsonMapper json = mapper(server.maxBytes());
        McpClientTransport transport;
        if (server.reach() instanceof Web web) {
            program = null;
            transport = transport(web, json);
        } else {
            program = new ProgramTransport(server, (Program) server.reach(), json, this::lose);
            transport = program;
        }
        calls = new Calls(transport);
        client = McpClient.sync(calls)
                .clientInfo(new McpSchema.Implementation("polyphony", "0.1.0"))
                .requestTimeout(server.timeout())
                .initializationTimeout(LONGEST_START)
                .toolsChangeConsumer(changed)
                .loggingConsumer(message -> LOG.debug("{}: {}", server.name(), faults.clean(message.data())))
                .build();
        try {
            client.initialize();
        } catch (RuntimeException e) {
            close();
            throw faults.of(e, lastErrors());
        }
    }

    private static McpJsonMapper mapper(int maxBytes) {
        StreamReadConstraints limits =
                StreamReadConstraints.builder().maxStringLength(maxBytes).build();
        return new JacksonMcpJsonMapper(new ObjectMapper(
                JsonFactory.builder().streamReadConstraints(limits).build()));
    }

    private McpClientTransport transport(Web web, McpJsonMapper json) {
        URI url = web.url();
        String base = url.getScheme() + "://" + url.getRawAuthority();
        String endpoint = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        HttpRequest.Builder request = HttpRequest.newBuilder();
        web.headers().forEach(request::header);
        return HttpClientStreamableHttpTransport.builder(base)
                .endpoint(endpoint + query)
                .jsonMapper(json)
                .customizeClient(client -> client.followRedirects(HttpClient.Redirect.NEVER))
                .requestBuilder(request)
                .connectTimeout(Duration.ofSeconds(10))
                .maxResponseSize(server.maxBytes())
                .build();
    }

    private String lastErrors() {
        return program == null ? "" : program.lastErrors();
    }

    /** Ends all that waits for the server: it has gone. */
    private void lose() {
        lost = true;
        // Null while the constructor runs: its initialize then fails with the transport.
        @SuppressWarnings("NullAway")
        McpSyncClient known = client;
        if (known != null) {
            known.close();
        }
    }

    /** Returns true if the server has gone. */
    boolean isLost() {
        return lost;
    }

    /** Returns name and version that the server gives itself, for provenance. */
    String title() {
        McpSchema.Implementation info = client.getServerInfo();
        return info == null ? server.name() : Redaction.oneLine(info.name() + " " + info.version(), 80);
    }

    /** Returns all its tools. */
    List<McpSchema.Tool> tools() {
        try {
            return client.listTools().tools();
        } catch (RuntimeException e) {
            throw faults.of(e, lastErrors());
        }
    }

    /**
     * Calls a tool. An interrupt cancels the call on the server.
     *
     * @throws InterruptedException if the calling thread was interrupted
     */
    CallToolResult call(String tool, Map<String, Object> arguments, ToolCall call) throws InterruptedException {
        String token = UUID.randomUUID().toString();
        CallToolRequest request = CallToolRequest.builder(tool)
                .arguments(arguments)
                .progressToken(token)
                .build();
        calls.begin(token, call);
        try {
            return client.callTool(request);
        } catch (RuntimeException e) {
            boolean stopped = Faults.isInterrupt(e);
            if (stopped || Faults.isTimeout(e)) {
                calls.cancel(token);
            }
            if (stopped) {
                throw new InterruptedException("the call of %s/%s was cancelled".formatted(server.name(), tool));
            }
            throw faults.of(e, lastErrors());
        } finally {
            calls.end(token);
        }
    }

    /** Reads a resource of the server. */
    ReadResourceResult read(String uri) {
        if (lost) {
            throw new ProviderUnavailableException(faults.gone(lastErrors()));
        }
        try {
            return client.readResource(new McpSchema.ReadResourceRequest(uri));
        } catch (RuntimeException e) {
            throw faults.of(e, lastErrors());
        }
    }

    @Override
    public void close() {
        lost = true;
        try {
            client.closeGracefully();
        } catch (RuntimeException e) {
            LOG.debug("{} could not be closed", server.name(), e);
        }
        if (program != null) {
            program.close();
        }
    }
}
