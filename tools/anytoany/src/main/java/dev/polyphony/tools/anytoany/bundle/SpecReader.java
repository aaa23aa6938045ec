package dev.polyphony.tools.anytoany.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a {@code model.json}. What it does not know is left alone, so that a bundle may carry notes of its own. */
final class SpecReader {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode root;

    private SpecReader(JsonNode root) {
        this.root = root;
    }

    /** @throws RegistrationException if something is missing or contradicts itself; the message names it */
    static BundleInfo read(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw wrong("is no JSON: " + e.getOriginalMessage(), "it is cut off");
        }
        String format = root.path("format").asText("");
        if (!format.equals(ModelSpec.FORMAT)) {
            throw wrong(
                    "has the format \"%s\"; this version reads \"%s\"".formatted(format, ModelSpec.FORMAT),
                    "use a Polyphony of its time, or export the model again");
        }
        return new SpecReader(root).info();
    }

    private BundleInfo info() {
        Part all = new Part("", root);
        Map<Modality, Part> generators = parts("generators");
        Map<String, StoredFile> files = files();
        return new BundleInfo(
                all.text("name"),
                root.path("version").asText("1"),
                all.text("licence"),
                files,
                generators,
                all.has("language") || all.has("tokenizer") || generators.isEmpty()
                        ? spec(all, generators, files)
                        : null);
    }

    private ModelSpec spec(Part all, Map<Modality, Part> generators, Map<String, StoredFile> files) {
        Map<Modality, Part> encoders = parts("encoders");
        Map<Modality, Part> outputs = parts("outputs");
        Map<Modality, Signal> signals = signals();
        if (!encoders.isEmpty() && !all.has("input")) {
            throw wrong("has encoders but no \"input\" projector", "it is cut off");
        }
        check("outputs", outputs.keySet(), signals.keySet());
        check("generators", generators.keySet(), outputs.keySet());
        return new ModelSpec(
                all.text("name"),
                root.path("version").asText("1"),
                all.text("licence"),
                map("licences", JsonNode::asText),
                files,
                all.under("tokenizer"),
                all.under("layout"),
                encoders,
                all.has("input") ? all.under("input") : null,
                all.under("language"),
                signals,
                outputs,
                generators);
    }

    private static void check(String what, Set<Modality> have, Set<Modality> known) {
        Set<Modality> without = new HashSet<>(have);
        without.removeAll(known);
        if (!without.isEmpty()) {
            throw wrong(
                    "has \"%s\" of %s, which nothing leads to".formatted(what, without),
                    "a signal or a projector is missing");
        }
    }

    private Map<Modality, Part> parts(String name) {
        return byModality(name, (modality, node) -> new Part(name + "." + modality.portName(), node));
    }

    private Map<Modality, Signal> signals() {
        Map<Modality, Signal> signals = byModality(
                "signals",
                (modality, node) ->
                        new Signal(modality, new Part("signals." + modality.portName(), node).sizes("ids")));
        Set<Integer> seen = new HashSet<>();
        signals.values()
                .forEach(signal -> signal.ids().forEach(id -> {
                    if (!seen.add(id)) {
                        throw wrong("has the token %d in two signals".formatted(id), "they were written by hand");
                    }
                }));
        return signals;
    }

    private Map<String, StoredFile> files() {
        Map<String, StoredFile> files = new LinkedHashMap<>();
        root.path("files").fields().forEachRemaining(field -> {
            Map<String, String> tensors = new LinkedHashMap<>();
            field.getValue()
                    .path("tensors")
                    .fields()
                    .forEachRemaining(t -> tensors.put(t.getKey(), t.getValue().asText()));
            Part file = new Part("files." + field.getKey(), field.getValue());
            files.put(
                    field.getKey(),
                    new StoredFile(field.getKey(), (long) file.number("bytes"), file.text("sha256"), tensors));
        });
        return files;
    }

    /** Makes something of a setting that belongs to a modality. */
    private interface OfModality<T> {
        T of(Modality modality, JsonNode node);
    }

    private <T> Map<Modality, T> byModality(String name, OfModality<T> make) {
        Map<Modality, T> all = new LinkedHashMap<>();
        root.path(name).fields().forEachRemaining(field -> {
            Modality modality = modality(field.getKey());
            if (modality == null) {
                throw wrong(
                        "has \"%s.%s\", which is no modality".formatted(name, field.getKey()), "\"image\" is meant");
            }
            all.put(modality, make.of(modality, field.getValue()));
        });
        return all;
    }

    private static @Nullable Modality modality(String name) {
        for (Modality modality : Modality.values()) {
            if (modality.name().toLowerCase(Locale.ROOT).equals(name) && modality.isMedia()) {
                return modality;
            }
        }
        return null;
    }

    private <T> Map<String, T> map(String name, Function<JsonNode, T> make) {
        Map<String, T> all = new LinkedHashMap<>();
        root.path(name).fields().forEachRemaining(field -> all.put(field.getKey(), make.apply(field.getValue())));
        return all;
    }

    private static RegistrationException wrong(String what, String maybe) {
        return new RegistrationException("model.json %s.\nMaybe %s.".formatted(what, maybe));
    }
}
