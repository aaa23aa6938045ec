package dev.polyphony.tools.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the 35 task types that HuggingGPT plans with, and what serves it here.
 *
 * @param name as HuggingGPT writes it: {@code canny-text-to-image}
 * @param tool the tool that does it: {@code image.guide}
 * @param kind the value of the tool's parameter {@code kind}; null if it has none
 * @param settings that turn remote bindings on, each by itself, without {@code polyphony.remote.}: {@code fal.api-key}
 */
public record TaskType(String name, String tool, @Nullable String kind, List<String> settings) {
    private static final List<String> PLAIN = List.of(
            "token-classification",
            "text2text-generation",
            "summarization",
            "translation",
            "question-answering",
            "conversational",
            "text-generation",
            "sentence-similarity",
            "tabular-classification",
            "object-detection",
            "image-classification",
            "image-to-image",
            "image-to-text",
            "text-to-image",
            "text-to-video",
            "visual-question-answering",
            "document-question-answering",
            "image-segmentation",
            "depth-estimation",
            "text-to-speech",
            "automatic-speech-recognition",
            "audio-to-audio",
            "audio-classification");
    private static final List<String> MAPS = List.of("canny", "hed", "mlsd", "normal", "openpose");
    private static final List<String> GUIDES = List.of("canny", "depth", "hed", "mlsd", "normal", "openpose", "seg");

    public TaskType {
        settings = List.copyOf(settings);
    }

    /** Returns all 35 in HuggingGPT's order, with the endpoints of a catalogue, which is JSON. */
    public static List<TaskType> ofHuggingGpt(String catalogue) {
        List<Preset> presets = Preset.read(catalogue);
        List<TaskType> types = new ArrayList<>();
        PLAIN.forEach(name -> types.add(of(name, name, null, presets)));
        MAPS.forEach(kind -> types.add(of(kind + "-control", "control-map", kind, presets)));
        GUIDES.forEach(kind -> types.add(of(kind + "-text-to-image", "controlled-text-to-image", kind, presets)));
        return List.copyOf(types);
    }

    private static TaskType of(String name, String task, @Nullable String kind, List<Preset> presets) {
        Map<String, ToolCard> byTask = ToolCard.byTask();
        ToolCard card = byTask.get(task);
        if (card == null) {
            throw new IllegalStateException("no tool does %s.\nMaybe tools.json lost it.".formatted(task));
        }
        String tool = card.signature().name();
        List<String> settings = presets.stream()
                .filter(preset ->
                        preset.served().stream().anyMatch(s -> s.tool().equals(tool)))
                .map(Preset::turnedOnBy)
                .distinct()
                .toList();
        return new TaskType(name, tool, kind, settings);
    }
}
