package dev.polyphony.planners.search.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Traits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tools of a catalogue in TaskBench's form, to be planned and never called.
 *
 * @param toolbox the tools
 * @param ids tool name to the id in the catalogue
 */
public record Catalogue(Toolbox toolbox, Map<String, String> ids) {
    static final ObjectMapper JSON = new ObjectMapper();

    public static Catalogue read(Path toolDesc) {
        try {
            List<Tool> tools = new ArrayList<>();
            Map<String, String> ids = new LinkedHashMap<>();
            for (JsonNode node : JSON.readTree(toolDesc.toFile()).path("nodes")) {
                String id = node.path("id").asText();
                String name = id.replaceAll("[^A-Za-z0-9_.:/-]+", "_").replaceAll("_+$", "");
                ids.put(name, id);
                tools.add(tool(
                        new Signature(name, node.path("desc").asText(id), inputs(node), outputs(node), List.of())));
            }
            return new Catalogue(Toolbox.of(tools, List.of()), ids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Port> inputs(JsonNode node) {
        List<Port> ports = new ArrayList<>();
        if (!node.has("input-type")) {
            return List.of(Port.one("input", Modality.TEXT));
        }
        for (JsonNode type : node.path("input-type")) {
            Modality modality = modality(type.asText());
            String name = type.asText().toLowerCase(Locale.ROOT);
            long same = ports.stream().filter(p -> p.name().startsWith(name)).count();
            ports.add(Port.one(name + (same == 0 ? "" : String.valueOf(same + 1)), modality));
        }
        return ports;
    }

    private static List<Port> outputs(JsonNode node) {
        String type = node.path("output-type").isEmpty()
                ? "text"
                : node.path("output-type").get(0).asText();
        return List.of(Port.one(type.toLowerCase(Locale.ROOT), modality(type)));
    }

    private static Modality modality(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "image" -> Modality.IMAGE;
            case "audio" -> Modality.AUDIO;
            case "video" -> Modality.VIDEO;
            default -> Modality.TEXT;
        };
    }

    static Tool tool(Signature signature) {
        return new Tool(signature, Traits.DEFAULT, List.of(new Binding("local", true, null, call -> {
            throw new UnsupportedOperationException("planned, never called");
        })));
    }
}
