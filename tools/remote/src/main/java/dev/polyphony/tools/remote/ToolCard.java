package dev.polyphony.tools.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Signature;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tool that endpoints can serve.
 *
 * @param signature what planners read
 * @param task its Hugging Face name
 * @param timeout the longest that one attempt may take
 * @param known true if people ask for it so often that it is named as missing where nothing serves it
 */
record ToolCard(Signature signature, String task, Duration timeout, boolean known) {
    /** Returns all of them, in order. */
    static List<ToolCard> all() {
        try (InputStream in = ToolCard.class.getResourceAsStream("tools.json")) {
            if (in == null) {
                throw new RegistrationException("tools.json is missing.\nMaybe the jar of tools/remote is damaged.");
            }
            List<ToolCard> cards = new ArrayList<>();
            for (JsonNode node : Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .path("tools")) {
                cards.add(of(node));
            }
            return List.copyOf(cards);
        } catch (InvalidOutputException e) {
            throw new RegistrationException(
                    "tools.json %s.\nMaybe the jar of tools/remote is damaged.".formatted(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all of them by their tasks. */
    static Map<String, ToolCard> byTask() {
        Map<String, ToolCard> cards = new LinkedHashMap<>();
        all().forEach(card -> cards.putIfAbsent(card.task(), card));
        return cards;
    }

    private static ToolCard of(JsonNode node) {
        List<Port> inputs = new ArrayList<>();
        node.path("inputs").forEach(input -> inputs.add(port(input)));
        List<Port> outputs = new ArrayList<>();
        node.path("outputs").forEach(output -> outputs.add(port(output)));
        if (outputs.isEmpty()) {
            Modality gives = Modality.valueOf(node.path("output").asText());
            outputs.add(Port.one(gives.portName(), gives));
        }
        List<String> examples = new ArrayList<>();
        node.path("examples").forEach(example -> examples.add(example.asText()));
        Signature signature =
                new Signature(node.path("name").asText(), node.path("does").asText(), inputs, outputs, examples);
        return new ToolCard(
                signature,
                node.path("task").asText(),
                Durations.parse(node.path("timeout").asText()),
                node.path("known").asBoolean());
    }

    private static Port port(JsonNode node) {
        String name = node.path("name").asText();
        if (node.has("choices")) {
            List<String> choices = new ArrayList<>();
            node.path("choices").forEach(choice -> choices.add(choice.asText()));
            return Port.choice(name, choices.toArray(String[]::new));
        }
        Cardinality cardinality = node.path("optional").asBoolean() ? Cardinality.OPTIONAL : Cardinality.ONE;
        return new Port(
                name, Modality.valueOf(node.path("modality").asText()), cardinality, "", List.of(), null, null, null);
    }
}
