package dev.polyphony.tools.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Traits;
import dev.polyphony.tools.mcp.McpServer.MediaInput;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tool as its server declares it, and as the agent has it. */
final class Declared {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SENTENCE = 300;

    private final Live live;
    private final McpSchema.Tool said;
    private final String name;
    private final List<Argument> arguments;
    private final Set<Modality> media;

    /** @throws dev.polyphony.agent.RegistrationException if its schema can't be read as ports */
    Declared(Live live, McpSchema.Tool said) {
        this.live = live;
        this.said = said;
        this.name = nameOf(live.server(), said.name());
        this.arguments = Schema.arguments(tree(said.inputSchema()), takes(live.server(), said.name()));
        this.media = media();
    }

    /** Returns {@code files/read_file}. */
    static String nameOf(McpServer server, String tool) {
        String clean = tool.replaceAll("[^A-Za-z0-9_.:/-]", "_");
        return server.name() + "/" + clean.substring(0, Math.min(clean.length(), 90));
    }

    private static JsonNode tree(Object schema) {
        return JSON.valueToTree(schema == null ? Map.of() : schema);
    }

    private static Map<String, MediaInput> takes(McpServer server, String tool) {
        Map<String, MediaInput> mine = new LinkedHashMap<>();
        server.takes().forEach((at, media) -> {
            if (at.startsWith(tool + ".")) {
                mine.put(at.substring(tool.length() + 1), media);
            }
        });
        return mine;
    }

    private Set<Modality> media() {
        Set<Modality> set = live.server().gives().get(said.name());
        if (set != null) {
            return set.stream()
                    .filter(Modality::isMedia)
                    .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new));
        }
        Set<Modality> all = new LinkedHashSet<>(MediaTypes.givenBy(String.valueOf(said.description())));
        all.addAll(MediaTypes.givenBy(tree(said.outputSchema())));
        return all;
    }

    private String sentence() {
        String description = said.description() == null ? "" : Redaction.oneLine(said.description(), LONGEST_SENTENCE);
        if (!description.isBlank()) {
            return description;
        }
        String title = said.title() == null ? "" : Redaction.oneLine(said.title(), LONGEST_SENTENCE);
        return title.isBlank()
                ? "Calls %s of the MCP server %s."
                        .formatted(said.name(), live.server().name())
                : title;
    }

    /** @param title name and version of the server, for provenance */
    Tool tool(String title) {
        List<Port> outputs = new ArrayList<>();
        outputs.add(media.isEmpty() ? Port.one("text", Modality.TEXT) : Port.optional("text", Modality.TEXT));
        media.forEach(kind -> outputs.add(Port.optional(kind.portName(), kind)));
        Signature signature = new Signature(
                name, sentence(), arguments.stream().map(Argument::port).toList(), outputs, List.of());
        McpSchema.ToolAnnotations hints = said.annotations();
        boolean reads = hints != null
                && (Boolean.TRUE.equals(hints.readOnlyHint()) || Boolean.TRUE.equals(hints.idempotentHint()));
        boolean inside = hints != null && Boolean.FALSE.equals(hints.openWorldHint());
        McpServer server = live.server();
        Traits traits = new Traits(Pins.hashOf(said).substring(0, 12), "", false, server.timeout(), !reads);
        Binding binding = new Binding(
                "mcp:" + server.name(),
                inside && server.reach() instanceof McpServer.Program,
                title,
                this::run,
                server.atOnce(),
                0);
        return new Tool(signature, traits, List.of(binding));
    }

    private Outputs run(ToolCall call) throws Exception {
        Map<String, Object> given = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            Object value = argument.read(call);
            if (value != null) {
                given.put(argument.property(), value);
            }
        }
        return new Contents(name, media, live::read).of(live.call(said.name(), given, call));
    }
}
