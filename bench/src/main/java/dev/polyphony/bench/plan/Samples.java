package dev.polyphony.bench.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Modality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads requests: TaskBench's lines ({@code id}, {@code user_request}), the transformers agents' problems, or ControlLLM's
 * instructions by type.
 */
final class Samples {
    private Samples() {}

    /** Returns all requests of a file, in order. */
    static List<Sample> read(Path file, Catalogue catalogue) {
        List<JsonNode> values = JsonFiles.readAll(file);
        List<Sample> samples = new ArrayList<>();
        if (values.size() == 1 && values.get(0).has("problems")) {
            values.get(0).path("problems").forEach(p -> problem(p, samples));
        } else if (values.size() == 1
                && values.get(0).isObject()
                && words(values.get(0)).isEmpty()) {
            values.get(0)
                    .forEach(type -> type.forEach(each -> {
                        String request = each.path("instruction").asText();
                        samples.add(
                                new Sample(String.valueOf(samples.size()), request, NamedFiles.of(request, catalogue)));
                    }));
        } else {
            for (JsonNode value : values) {
                String id = value.has("id") ? value.path("id").asText() : String.valueOf(samples.size());
                samples.add(new Sample(id, words(value), NamedFiles.of(words(value), catalogue)));
            }
        }
        if (samples.isEmpty() || samples.stream().allMatch(s -> s.request().isBlank())) {
            throw new IllegalArgumentException(
                    "%s holds no requests.\nMaybe lines with \"id\" and \"user_request\".".formatted(file));
        }
        return samples;
    }

    private static String words(JsonNode value) {
        for (String name : List.of("user_request", "instruction", "request")) {
            if (value.path(name).isTextual()) {
                return value.path(name).asText();
            }
        }
        return "";
    }

    /** Several phrasings of one problem; its variables stand for attachments, an address for itself. */
    private static void problem(JsonNode problem, List<Sample> samples) {
        List<Artifact> given = new ArrayList<>();
        problem.path("inputs").forEach(i -> {
            String name = i.asText();
            if (!name.equals("url")) {
                given.add(NamedFiles.artifact(name, name.startsWith("image") ? Modality.IMAGE : Modality.TEXT));
            }
        });
        int phrasing = 0;
        for (JsonNode task : problem.path("tasks")) {
            samples.add(new Sample(problem.path("id").asText() + "/" + phrasing++, task.asText(), given));
        }
    }
}
