package dev.polyphony.tools.remote;

import dev.polyphony.tools.remote.Preset.Served;
import dev.polyphony.tools.remote.catalogue.ModelCard;
import dev.polyphony.tools.remote.catalogue.ModelCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The models of the model catalogue as endpoints that need but the URL of a server that speaks OpenAI's protocol. */
final class ModelPresets {
    private ModelPresets() {}

    /** Returns a preset for each model that writes words, but for names that the catalogue of endpoints has already. */
    static List<Preset> of(ModelCatalogue catalogue, Set<String> taken) {
        return catalogue.models().stream()
                .filter(ModelCard::chats)
                .filter(card -> !taken.contains(card.slug()))
                .map(ModelPresets::preset)
                .toList();
    }

    private static Preset preset(ModelCard card) {
        List<Served> served = new ArrayList<>();
        tools(card)
                .forEach((tool, task) -> served.add(new Served(
                        tool,
                        card.weights().isEmpty() ? card.slug() : card.weights().get(0),
                        options(card, task),
                        0)));
        return new Preset(
                card.slug(),
                card.name() + " behind an OpenAI-compatible server",
                Map.of("kind", "openai-chat"),
                "base-url",
                card.slug(),
                served);
    }

    /** The tools that a model can be, by what it reads and writes, with their tasks. */
    static Map<String, String> tools(ModelCard card) {
        Map<String, String> tools = new LinkedHashMap<>();
        if (card.in().contains("IMAGE")) {
            tools.put("image.describe", "image-to-text");
            tools.put("image.ask", "visual-question-answering");
            tools.put("document.ask", "document-question-answering");
        }
        if (card.coordinates() != null) {
            tools.put("image.locate", "visual-grounding");
            tools.put("image.detect", "object-detection");
        }
        if (card.in().contains("VIDEO")) {
            tools.put("video.describe", "video-to-text");
            tools.put("video.ask", "video-question-answering");
        }
        if (card.in().contains("AUDIO")) {
            tools.put("audio.describe", "audio-to-text");
        }
        return tools;
    }

    private static Map<String, String> options(ModelCard card, String task) {
        Map<String, String> options = new LinkedHashMap<>();
        String ask = card.asks().get(task);
        if (ask != null) {
            options.put("template", ask);
        }
        if (card.template() != null) {
            options.put("prompt", card.template());
        }
        if (card.coordinates() != null) {
            options.put("coordinates", card.coordinates());
        }
        return options;
    }
}
