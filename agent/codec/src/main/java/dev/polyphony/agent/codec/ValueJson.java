package dev.polyphony.agent.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boxes, labels, tables and embeddings as trees. */
final class ValueJson {
    private ValueJson() {}

    static Object write(Value value) {
        if (value instanceof Value.Boxes boxes) {
            return WireValues.Boxes.of(boxes);
        }
        if (value instanceof Value.Labels labels) {
            return WireValues.Labels.of(labels);
        }
        if (value instanceof Value.Table table) {
            table.rows().forEach(row -> row.forEach(ValueJson::checkCell));
            return new WireValues.Table(table.columns(), table.rows());
        }
        if (value instanceof Value.Embedding embedding) {
            embedding.values().forEach(number -> finite(number, "an embedding"));
            return new WireValues.Embedding(embedding.values());
        }
        throw new IllegalArgumentException(
                "%s is not structured content.\nMaybe store its bytes as they are.".formatted(value.modality()));
    }

    static Value read(Modality modality, JsonNode tree) {
        return switch (modality) {
            case BOXES -> Json.bind(tree, WireValues.Boxes.class).toValue();
            case LABELS -> Json.bind(tree, WireValues.Labels.class).toValue();
            case EMBEDDING ->
                new Value.Embedding(Json.bind(tree, WireValues.Embedding.class).values());
            case TABLE -> table(tree);
            case TEXT, IMAGE, AUDIO, VIDEO, MASK ->
                throw new IllegalArgumentException("%s has no JSON form".formatted(modality));
        };
    }

    private static Value table(JsonNode tree) {
        WireValues.Table table = Json.bind(tree, WireValues.Table.class);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            List<@Nullable Object> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell(cell)));
            rows.add(cells);
        }
        return new Value.Table(table.columns(), rows);
    }

    /** Returns the cell as a table holds it: numbers are Long or Double. */
    private static @Nullable Object cell(@Nullable Object cell) {
        if (cell instanceof Integer number) {
            return number.longValue();
        }
        if (cell == null || cell instanceof String || cell instanceof Boolean || cell instanceof Long) {
            return cell;
        }
        if (cell instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("a cell is neither text, number, truth value nor null");
    }

    private static void checkCell(@Nullable Object cell) {
        if (cell instanceof Double number) {
            finite(number, "a table");
        } else if (cell != null && !(cell instanceof String) && !(cell instanceof Long) && !(cell instanceof Boolean)) {
            throw new ToolFailedException(
                    "a cell of a table is %s.\nMaybe make it a String, Double, Long, Boolean or null."
                            .formatted(cell.getClass().getName()));
        }
    }

    static double finite(Number number, String of) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new ToolFailedException(
                    "a number of %s is %s.\nMaybe the model's input was empty or out of range.".formatted(of, number));
        }
        return number.doubleValue();
    }
}
