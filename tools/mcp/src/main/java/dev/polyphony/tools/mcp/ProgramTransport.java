package dev.polyphony.tools.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpTransportException;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Speaks with a program by lines of JSON on its standard input and output. Unlike the transport of the SDK it notices at once
 * that the program has ended, gives it no secrets of this process, and always reads UTF-8.
 */
final class ProgramTransport implements McpClientTransport {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramTransport.class);
    private static final List<String> INHERITED = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "TERM",
            "LANG",
            "LC_ALL",
            "TMPDIR",
            "TZ",
            // Windows
            "PATHEXT",
            "SYSTEMROOT",
            "SYSTEMDRIVE",
            "APPDATA",
            "LOCALAPPDATA",
            "USERPROFILE",
            "USERNAME",
            "TEMP",
            "TMP",
            "PROGRAMFILES",
            "PROGRAMDATA",
            "COMSPEC",
            "HOMEDRIVE",
            "HOMEPATH");
    private static final int LAST_LINES = 8;
    private static final long GRACE_MILLIS = 1_000;

    private final McpServer.Program program;
    private final McpJsonMapper json;
    private final int maxBytes;
    private final Redaction redaction;
    private final Runnable onExit;
    private final ExecutorService writer;
    private final Deque<String> lastErrors = new ArrayDeque<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile String why = "it has ended";
    private volatile @Nullable Process process;
    private volatile @Nullable Thread errorReader;

    /** @param onExit called once when the program can't be spoken to any more, by whatever thread noticed it */
    ProgramTransport(McpServer server, McpServer.Program program, McpJsonMapper json, Runnable onExit) {
        this.program = program;
        this.json = json;
        this.maxBytes = server.maxBytes();
        this.redaction = new Redaction(server);
        this.onExit = onExit;
        this.writer = Executors.newSingleThreadExecutor(work -> thread(work, "mcp-" + server.name() + "-in"));
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2024_11_05,
                ProtocolVersions.MCP_2025_03_26,
                ProtocolVersions.MCP_2025_06_18,
                ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> start(handler));
    }

    private void start(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        ProcessBuilder builder = new ProcessBuilder(program.command());
        Map<String, String> kept = new TreeMap<>();
        builder.environment().forEach((name, value) -> {
            if (INHERITED.contains(name.toUpperCase(java.util.Locale.ROOT))) {
                kept.put(name, value);
            }
        });
        builder.environment().clear();
        builder.environment().putAll(kept);
        builder.environment().putAll(program.environment());
        if (program.folder() != null) {
            builder.directory(program.folder().toFile());
        }
        Process started;
        try {
            started = builder.start();
        } catch (IOException e) {
            why = "it can't be started: " + redaction.of(String.valueOf(e.getMessage()));
            end();
            throw new McpTransportException(why, e);
        }
        process = started;
        thread(() -> read(started, handler), "mcp-out").start();
        Thread reader = thread(() -> readErrors(started), "mcp-err");
        errorReader = reader;
        reader.start();
        started.onExit().thenRun(this::end);
    }

    private void read(Process from, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try (InputStream in = new BufferedInputStream(from.getInputStream(), 1 << 16)) {
            for (String line = line(in); line != null; line = line(in)) {
                if (line.isBlank()) {
                    continue;
                }
                JSONRPCMessage message;
                try {
                    message = McpSchema.deserializeJsonRpcMessage(json, line);
                } catch (IOException | IllegalArgumentException e) {
                    LOG.warn("a line of an MCP server is no message: {}", redaction.of(line));
                    continue;
                }
                handler.apply(Mono.just(message))
                        .subscribe(answer -> {}, error -> LOG.debug("a message could not be handled", error));
            }
        } catch (IOException e) {
            LOG.debug("an MCP server can't be read any further", e);
            why = redaction.of(String.valueOf(e.getMessage()));
            note(why);
        } finally {
            end();
        }
    }

    /** Returns the next line, or null at the end. */
    private @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() >= maxBytes) {
                throw new IOException("it sent a message of more than %d bytes".formatted(maxBytes));
            }
            line.write(next);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    private void readErrors(Process from) {
        try (BufferedReader errors =
                new BufferedReader(new InputStreamReader(from.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                String clean = redaction.of(line);
                LOG.debug("{}", clean);
                note(clean);
            }
        } catch (IOException e) {
            LOG.debug("the errors of an MCP server can't be read any further", e);
        }
    }

    private void note(String line) {
        synchronized (lastErrors) {
            lastErrors.add(line);
            if (lastErrors.size() > LAST_LINES) {
                lastErrors.remove();
            }
        }
    }

    /** Returns what the program wrote last to its standard error, for messages; may be empty. */
    String lastErrors() {
        synchronized (lastErrors) {
            return redaction.of(String.join(" / ", lastErrors));
        }
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            writer.shutdown();
            hearItOut();
            onExit.run();
        }
    }

    /** A program that has ended has said why, which may still be on its way. */
    private void hearItOut() {
        Thread reader = errorReader;
        Process gone = process;
        if (reader != null && gone != null && !gone.isAlive()) {
            try {
                reader.join(GRACE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromFuture(() -> {
            try {
                return CompletableFuture.runAsync(() -> write(message), writer);
            } catch (RejectedExecutionException e) {
                LOG.trace("it has ended", e);
                return CompletableFuture.failedFuture(new McpTransportException(why));
            }
        });
    }

    private void write(JSONRPCMessage message) {
        try {
            byte[] line = (json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
            OutputStream out = Objects.requireNonNull(process).getOutputStream();
            out.write(line);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::stop);
    }

    @Override
    public void close() {
        stop();
    }

    /** Closes its input, as the protocol asks; a program that goes on is ended, and all that it has started. */
    private void stop() {
        Process running = process;
        end();
        if (running == null || !running.isAlive()) {
            return;
        }
        List<ProcessHandle> children = running.descendants().toList();
        // On a thread of its own: it would wait for a write that the program does not read.
        thread(() -> closeInput(running), "mcp-close").start();
        try {
            if (!running.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                running.destroy();
                running.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroy);
        running.destroyForcibly();
    }

    private static void closeInput(Process running) {
        try {
            running.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the input of an MCP server can't be closed", e);
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }
}
