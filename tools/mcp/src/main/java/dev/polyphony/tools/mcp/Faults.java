package dev.polyphony.tools.mcp;

import dev.polyphony.agent.AuthenticationException;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.UnsupportedFeatureException;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Turns what the SDK throws into the errors of the agent, without secrets. */
final class Faults {
    private final McpServer server;
    private final Redaction redaction;

    Faults(McpServer server) {
        this.server = server;
        this.redaction = new Redaction(server);
    }

    /** Returns text of the server as it may be shown. */
    String clean(@Nullable Object text) {
        return redaction.of(String.valueOf(text));
    }

    static boolean isInterrupt(Throwable error) {
        return find(error, InterruptedException.class) != null;
    }

    static boolean isTimeout(Throwable error) {
        return find(error, TimeoutException.class) != null;
    }

    private static <T extends Throwable> @Nullable T find(Throwable error, Class<T> type) {
        Throwable at = error;
        for (int i = 0; i < 20 && at != null; i++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }

    /** @param lastErrors what a program wrote last to its standard error; may be empty */
    PolyphonyException of(RuntimeException error, String lastErrors) {
        if (error instanceof PolyphonyException known) {
            return known;
        }
        if (find(error, McpHttpClientTransportAuthorizationException.class) != null) {
            return new AuthenticationException(
                    "MCP server \"%s\" refuses us.\nMaybe set polyphony.mcp.%s.token, or look whether the token is still good."
                            .formatted(server.name(), server.name()));
        }
        McpError refused = find(error, McpError.class);
        if (refused != null && refused.getJsonRpcError() != null) {
            return refused(refused.getJsonRpcError());
        }
        if (isTimeout(error)) {
            return new TimedOutException(
                    "MCP server \"%s\" did not answer in time%s.\nMaybe raise polyphony.mcp.%s.timeout (%s)."
                            .formatted(server.name(), said(lastErrors), server.name(), server.timeout()));
        }
        return new ProviderUnavailableException(
                "MCP server \"%s\" can't be reached: %s%s.\nMaybe look at its %s."
                        .formatted(
                                server.name(),
                                clean(reason(error)),
                                said(lastErrors),
                                server.reach() instanceof McpServer.Program ? "command" : "url"),
                error instanceof RuntimeException && find(error, IOException.class) != null ? null : error);
    }

    /** Returns the message for a server that has gone. */
    String gone(String lastErrors) {
        return "MCP server \"%s\" has ended%s.\nMaybe try again: it is started anew."
                .formatted(server.name(), said(lastErrors));
    }

    private static String said(String lastErrors) {
        return lastErrors.isEmpty() ? "" : " (it said: " + lastErrors + ")";
    }

    private static String reason(Throwable error) {
        Throwable at = error;
        String reason = String.valueOf(error.getMessage());
        for (int i = 0; i < 20 && at != null; i++) {
            reason = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
            at = at.getCause();
        }
        return reason;
    }

    private PolyphonyException refused(McpSchema.JSONRPCResponse.JSONRPCError error) {
        String message = clean(error.message());
        Integer code = error.code();
        if (code != null && code == McpSchema.ErrorCodes.INVALID_PARAMS) {
            return new ToolArgumentsException("MCP server \"%s\" refuses the arguments: %s.\nMaybe others fit."
                    .formatted(server.name(), message));
        }
        if (code != null && code == McpSchema.ErrorCodes.METHOD_NOT_FOUND) {
            return new UnsupportedFeatureException(
                    "MCP server \"%s\" does not know what it was asked: %s.\nMaybe it speaks a newer or older protocol."
                            .formatted(server.name(), message));
        }
        return new ToolFailedException(
                "MCP server \"%s\" failed: %s.\nMaybe look at its log.".formatted(server.name(), message));
    }
}
