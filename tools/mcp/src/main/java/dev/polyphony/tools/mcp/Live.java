package dev.polyphony.tools.mcp;

import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.ToolFailedException;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that is in use: connected anew when it was lost, and watched for tools that change. Thread-safe. */
final class Live implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    private final McpServer server;
    private final Pins pins;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;
    private boolean closed;

    Live(McpServer server, Pins pins) {
        this.server = server;
        this.pins = pins;
    }

    McpServer server() {
        return server;
    }

    /** Returns the tools that the server has now. Blocks. */
    List<McpSchema.Tool> tools() throws InterruptedException {
        List<McpSchema.Tool> tools = connection().tools();
        check(tools);
        return tools;
    }

    /** Returns name and version that the server gives itself. */
    String title() throws InterruptedException {
        return connection().title();
    }

    /** Returns true if a tool says something else of itself than when it was pinned. */
    boolean isChanged(String tool) {
        return changed.contains(tool);
    }

    private void check(List<McpSchema.Tool> tools) {
        for (McpSchema.Tool tool : tools) {
            boolean used = server.tools().isEmpty() || server.tools().contains(tool.name());
            if (used && !pins.holds(server.name(), tool.name(), Pins.hashOf(tool)) && changed.add(tool.name())) {
                LOG.warn(
                        "{}/{} says something else of itself than when it was pinned in {}; it is not used",
                        server.name(),
                        Redaction.oneLine(tool.name(), 80),
                        pins.where());
            }
        }
    }

    private Connection connection() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Connection now = connection;
            if (now != null && !now.isLost()) {
                return now;
            }
            if (closed) {
                throw new IllegalStateException("the tools of %s are closed".formatted(server.name()));
            }
            Connection next = new Connection(server, this::check);
            if (now != null) {
                LOG.info("MCP server {} was started anew", server.name());
                check(next.tools());
            }
            connection = next;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Calls a tool.
     *
     * @throws ToolFailedException if the tool has changed since it was pinned
     */
    CallToolResult call(String tool, Map<String, Object> arguments, ToolCall call) throws InterruptedException {
        Connection now = connection();
        if (isChanged(tool)) {
            throw new ToolFailedException(
                    "%s/%s has changed since it was pinned, and is not called.\nMaybe look at it, then remove its line in %s."
                            .formatted(server.name(), tool, pins.where()));
        }
        return now.call(tool, arguments, call);
    }

    /** Reads a resource of the server. */
    List<ResourceContents> read(String uri) {
        try {
            return connection().read(uri).contents();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolFailedException("reading %s was cancelled.\nMaybe ask again.".formatted(uri), e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (connection != null) {
                connection.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
