package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Value;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Structured answers of inference tasks as values. */
final class Answers {
    private static final int MOST = 10_000;

    private Answers() {}

    /** Returns the first element of an array, or the node itself if it is none: many servers wrap a result. */
    static JsonNode only(JsonNode node) {
        return node.isArray() && !node.isEmpty() ? only(node.get(0)) : node;
    }

    /** Returns the array of objects, which may be wrapped once. */
    static List<JsonNode> rows(JsonNode node) throws InvalidOutputException {
        JsonNode array = node.isArray() && node.size() == 1 && node.get(0).isArray() ? node.get(0) : node;
        if (!array.isArray() || array.size() > MOST) {
            throw new InvalidOutputException("sent no list, or one of more than %d".formatted(MOST));
        }
        List<JsonNode> rows = new ArrayList<>();
        array.forEach(rows::add);
        return rows;
    }

    static double number(JsonNode row, String field) throws InvalidOutputException {
        JsonNode value = row.path(field);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new InvalidOutputException("sent no number as \"%s\"".formatted(field));
        }
        return value.doubleValue();
    }

    static String word(JsonNode row, String field) throws InvalidOutputException {
        JsonNode value = row.path(field);
        if (!value.isTextual()) {
            throw new InvalidOutputException("sent no text as \"%s\"".formatted(field));
        }
        return value.textValue();
    }

    static Value labels(JsonNode node) throws InvalidOutputException {
        List<Value.Label> labels = new ArrayList<>();
        for (JsonNode row : rows(node)) {
            labels.add(new Value.Label(word(row, "label"), number(row, "score")));
        }
        if (labels.isEmpty()) {
            throw new InvalidOutputException("sent no label");
        }
        labels.sort(Comparator.comparingDouble(Value.Label::score).reversed());
        return new Value.Labels(labels);
    }

    /** The score of the only pair of sentences. */
    static Value similarity(JsonNode node) throws InvalidOutputException {
        JsonNode score = only(node);
        if (!score.isNumber()) {
            throw new InvalidOutputException("sent no score");
        }
        return new Value.Labels(List.of(new Value.Label("similarity", score.doubleValue())));
    }

    /** The class of each row, which comes without a score. */
    static Value classes(JsonNode node) throws InvalidOutputException {
        List<Value.Label> labels = new ArrayList<>();
        for (JsonNode row : rows(node)) {
            labels.add(new Value.Label(row.asText(), 1));
        }
        return new Value.Labels(labels);
    }

    static Value.Boxes boxes(JsonNode node, int width, int height) throws InvalidOutputException {
        List<Value.Box> boxes = new ArrayList<>();
        for (JsonNode row : rows(node)) {
            JsonNode box = row.path("box");
            double x = number(box, "xmin");
            double y = number(box, "ymin");
            boxes.add(new Value.Box(
                    word(row, "label"), number(row, "score"), x, y, number(box, "xmax") - x, number(box, "ymax") - y));
        }
        boxes.sort(Comparator.comparingDouble(Value.Box::score).reversed());
        return new Value.Boxes(width, height, boxes);
    }

    static Value entities(JsonNode node) throws InvalidOutputException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JsonNode row : rows(node)) {
            String kind = row.has("entity_group") ? word(row, "entity_group") : word(row, "entity");
            rows.add(List.of(
                    kind,
                    word(row, "word"),
                    number(row, "score"),
                    row.path("start").asLong(),
                    row.path("end").asLong()));
        }
        return new Value.Table(List.of("entity", "text", "score", "start", "end"), rows);
    }

    static Value embedding(JsonNode node) throws InvalidOutputException {
        JsonNode row = node;
        while (row.isArray() && !row.isEmpty() && row.get(0).isArray()) {
            row = row.get(0);
        }
        List<Float> values = new ArrayList<>();
        for (JsonNode value : row) {
            if (!value.isNumber()) {
                throw new InvalidOutputException("sent an embedding that holds no numbers");
            }
            values.add(value.floatValue());
        }
        if (values.isEmpty()) {
            throw new InvalidOutputException("sent an empty embedding");
        }
        return new Value.Embedding(values);
    }
}
