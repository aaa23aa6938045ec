package dev.polyphony.tools.mcp;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolSource;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools of MCP servers, each under {@code SERVER/TOOL}. A server that can't be reached brings no tools, and is named among
 * what is missing; one that is lost later is started anew by the next call. What a tool says of itself is pinned when it is
 * first seen; one that changes is not used any more. Thread-safe; close it to end the programs that it started.
 */
public final class McpTools implements ToolSource {
    private static final Logger LOG = LoggerFactory.getLogger(McpTools.class);

    private final List<Live> servers;
    private final List<Tool> tools = new ArrayList<>();
    private final List<AbsentTool> absent = new ArrayList<>();
    private final List<McpState> states = new ArrayList<>();

    private McpTools(List<McpServer> servers, Pins pins) {
        this.servers = servers.stream().map(server -> new Live(server, pins)).toList();
        Map<Live, Future<List<McpSchema.Tool>>> found = new LinkedHashMap<>();
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "mcp-connect");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (Live live : this.servers) {
                Callable<List<McpSchema.Tool>> list = live::tools;
                found.put(live, threads.submit(list));
            }
            found.forEach(this::take);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Connects to servers; pins last as long as this source. Blocks until all have answered, for about 30 s at most.
     *
     * @throws RegistrationException if two have one name
     */
    public static McpTools connect(McpServer... servers) {
        return new McpTools(distinct(List.of(servers)), Pins.inMemory());
    }

    /**
     * Connects to servers, and keeps the pins of their tools in a file.
     *
     * @throws RegistrationException if two have one name
     * @throws dev.polyphony.agent.StorageException if the file can't be read or written
     */
    public static McpTools connect(List<McpServer> servers, Path pins) {
        return new McpTools(distinct(servers), Pins.in(pins));
    }

    /**
     * Connects to the servers of these settings.
     *
     * @param settings by {@code NAME.setting}: {@code files.command}, {@code wiki.url}
     * @param pins the file that keeps the pins
     * @throws RegistrationException if a setting is unknown or malformed
     */
    public static McpTools from(Map<String, String> settings, Path pins) {
        return connect(new McpSettings(settings).servers(), pins);
    }

    /** Returns the names of the settings that a server has. */
    public static List<String> settingsOfOne() {
        return McpSettings.NAMES;
    }

    private static List<McpServer> distinct(List<McpServer> servers) {
        Set<String> names = new HashSet<>();
        for (McpServer server : servers) {
            if (!names.add(server.name())) {
                throw new RegistrationException(
                        "two MCP servers are named \"%s\".\nMaybe rename one of them.".formatted(server.name()));
            }
        }
        return servers;
    }

    private void take(Live live, Future<List<McpSchema.Tool>> found) {
        String name = live.server().name();
        try {
            take(live, found.get(), live.title());
        } catch (ExecutionException e) {
            miss(live, e.getCause() instanceof PolyphonyException known ? known : unknown(name, e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            miss(live, unknown(name, e));
        } catch (PolyphonyException e) {
            miss(live, e);
        }
    }

    private static PolyphonyException unknown(String server, @Nullable Throwable cause) {
        return new ProviderUnavailableException(
                "MCP server \"%s\" can't be reached.\nMaybe look at its settings.".formatted(server), cause);
    }

    private void take(Live live, List<McpSchema.Tool> found, String title) {
        McpServer server = live.server();
        Set<String> seen = new HashSet<>();
        List<String> problems = new ArrayList<>();
        int before = tools.size();
        for (McpSchema.Tool said : found) {
            if (!server.tools().isEmpty() && !server.tools().contains(said.name())) {
                continue;
            }
            String name = Declared.nameOf(server, said.name());
            if (!seen.add(name)) {
                problems.add("two tools are named " + name);
                continue;
            }
            if (live.isChanged(said.name())) {
                problems.add(name + " has changed since it was pinned");
                absent.add(missing(
                        name, "look at what %s says now, then remove its line in the file of pins".formatted(name)));
                continue;
            }
            try {
                tools.add(new Declared(live, said).tool(title));
            } catch (RegistrationException e) {
                LOG.warn("{} is left out: {}", name, e.getMessage());
                problems.add(name + ": " + e.getMessage());
                absent.add(missing(name, Redaction.oneLine(String.valueOf(e.getMessage()), 200)));
            }
        }
        for (String wanted : server.tools()) {
            if (found.stream().noneMatch(tool -> tool.name().equals(wanted))) {
                problems.add("it has no tool \"%s\"".formatted(wanted));
            }
        }
        states.add(new McpState(server.name(), server.reach().toString(), title, tools.size() - before, problems));
    }

    private void miss(Live live, PolyphonyException e) {
        McpServer server = live.server();
        LOG.warn("{}", e.getMessage());
        absent.add(missing(server.name() + "/tools", Redaction.oneLine(String.valueOf(e.getMessage()), 300)));
        states.add(
                new McpState(server.name(), server.reach().toString(), "", 0, List.of(String.valueOf(e.getMessage()))));
    }

    private static AbsentTool missing(String name, String remedy) {
        Signature signature = new Signature(
                name, "Tools of an MCP server.", List.of(), List.of(Port.one("text", Modality.TEXT)), List.of());
        return new AbsentTool(signature, remedy);
    }

    @Override
    public List<Tool> tools() {
        return List.copyOf(tools);
    }

    @Override
    public List<AbsentTool> absent() {
        return List.copyOf(absent);
    }

    /** Returns what became of each server, in the order of their settings. */
    public List<McpState> states() {
        return List.copyOf(states);
    }

    @Override
    public void close() {
        servers.forEach(Live::close);
    }
}
