package dev.polyphony.tools.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that the catalogue knows, but for one setting.
 *
 * @param name what the settings call it
 * @param title what people call it
 * @param settings what is known of it, by the names of the settings
 * @param needs the setting that turns it on: {@code api-key} or {@code base-url}
 * @param keyOf the endpoint whose key it shares; its own name if none
 * @param served what it serves, in order
 */
record Preset(
        String name, String title, Map<String, String> settings, String needs, String keyOf, List<Served> served) {
    Preset {
        settings = Map.copyOf(settings);
        served = List.copyOf(served);
    }

    /**
     * One model behind one tool.
     *
     * @param usd what one call costs; 0 if that is not known
     */
    record Served(String tool, @Nullable String model, Map<String, String> options, double usd) {
        Served {
            options = Map.copyOf(options);
        }
    }

    /** Returns the setting that turns it on: {@code huggingface.api-key}. */
    String turnedOnBy() {
        return (needs.equals("api-key") ? keyOf : name) + "." + needs;
    }

    /** Reads a catalogue. */
    static List<Preset> read(String catalogue) {
        List<Preset> presets = new ArrayList<>();
        try {
            Json.parse(catalogue)
                    .path("endpoints")
                    .properties()
                    .forEach(entry -> presets.add(of(entry.getKey(), entry.getValue())));
        } catch (InvalidOutputException e) {
            throw new RegistrationException(
                    "the catalogue of endpoints %s.\nMaybe a comma or a quote is missing.".formatted(e.getMessage()),
                    e);
        }
        return presets;
    }

    private static Preset of(String name, JsonNode node) {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, "kind", node.path("kind"));
        put(settings, "base-url", node.path("baseUrl"));
        put(settings, "auth", node.path("auth"));
        put(settings, "deadline", node.path("deadline"));
        put(settings, "at-once", node.path("atOnce"));
        List<String> hosts = new ArrayList<>();
        node.path("resultHosts").forEach(host -> hosts.add(host.asText()));
        settings.put("result-hosts", String.join(",", hosts));
        List<Served> served = new ArrayList<>();
        node.path("tools")
                .properties()
                .forEach(tool -> tool.getValue().forEach(model -> served.add(served(tool.getKey(), model))));
        return new Preset(
                name,
                node.path("title").asText(name),
                settings,
                node.path("needs").asText("base-url"),
                node.path("keyOf").asText(name),
                served);
    }

    private static Served served(String tool, JsonNode node) {
        Map<String, String> options = new LinkedHashMap<>();
        node.path("options")
                .properties()
                .forEach(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        JsonNode model = node.path("model");
        return new Served(
                tool,
                model.isTextual() ? model.textValue() : null,
                options,
                node.path("usd").asDouble(0));
    }

    private static void put(Map<String, String> settings, String name, JsonNode value) {
        if (value.isTextual()) {
            settings.put(name, value.textValue());
        }
    }
}
