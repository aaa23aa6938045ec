package dev.polyphony.tools.mcp;

import dev.polyphony.agent.ToolCall;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A transport that knows which calls are under way, so that progress reaches them and a cancel reaches the server: the SDK
 * tells neither the ids of requests nor the server that nobody waits any more. Thread-safe.
 */
final class Calls implements McpClientTransport {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final McpClientTransport transport;
    private final Map<String, ToolCall> calls = new ConcurrentHashMap<>();
    private final Map<String, Object> requests = new ConcurrentHashMap<>();

    Calls(McpClientTransport transport) {
        this.transport = transport;
    }

    /** Notes a call under its progress token. */
    void begin(String token, ToolCall call) {
        calls.put(token, call);
    }

    /** Forgets a call. */
    void end(String token) {
        calls.remove(token);
        requests.remove(token);
    }

    /** Tells the server that nobody waits for a call any more; returns at once. */
    void cancel(String token) {
        Object id = requests.get(token);
        if (id == null) {
            return;
        }
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("requestId", id);
        params.put("reason", "cancelled by the user, or out of time");
        transport
                .sendMessage(new JSONRPCNotification("notifications/cancelled", params))
                .subscribe(sent -> {}, error -> LOG.debug("a cancel could not be sent", error));
    }

    /** Hands the progress of a call on. */
    private void hear(JSONRPCMessage message) {
        if (!(message instanceof JSONRPCNotification notification)
                || !notification.method().equals(McpSchema.METHOD_NOTIFICATION_PROGRESS)) {
            return;
        }
        ProgressNotification progress = transport.unmarshalFrom(notification.params(), new TypeRef<>() {});
        ToolCall call = calls.get(String.valueOf(progress.progressToken()));
        if (call == null) {
            return;
        }
        if (progress.progress() != null && progress.total() != null) {
            call.progress(progress.progress(), progress.total());
        }
        if (progress.message() != null && !progress.message().isBlank()) {
            call.progress(Redaction.oneLine(progress.message(), 200));
        }
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        if (message instanceof JSONRPCRequest request
                && request.params() instanceof McpSchema.CallToolRequest call
                && call.meta() != null) {
            String token = String.valueOf(call.meta().get("progressToken"));
            if (calls.containsKey(token)) {
                requests.put(token, request.id());
            }
        }
        return transport.sendMessage(message);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        // Heard here and not by a consumer of the SDK, which tells it of progress on another thread, maybe after the
        // result.
        return transport.connect(message -> handler.apply(message.doOnNext(this::hear)));
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        transport.setExceptionHandler(handler);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }

    @Override
    public void close() {
        transport.close();
    }

    @Override
    public <T extends @Nullable Object> T unmarshalFrom(Object data, TypeRef<T> type) {
        return transport.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }
}
