package dev.polyphony.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content in memory, as tools take and return it; the engine keeps it as an {@link Artifact}. Immutable. */
public sealed interface Value permits Value.Text, Media, Value.Boxes, Value.Labels, Value.Table, Value.Embedding {

    /** Returns what kind of content this is. */
    Modality modality();

    /** Returns the value itself, or text for a {@link String}. */
    static Value of(@Nullable Object object, String tool) {
        if (object instanceof Value value) {
            return value;
        }
        if (object instanceof String text) {
            return new Text(text);
        }
        throw new ToolFailedException(
                "tool \"%s\" returned %s, which is no Value.\nMaybe return a String, a Media or a Value.Labels."
                        .formatted(
                                tool,
                                object == null ? "null" : object.getClass().getName()));
    }

    /** Words. */
    record Text(String text) implements Value {
        @Override
        public Modality modality() {
            return Modality.TEXT;
        }
    }

    /**
     * Labelled rectangles on a picture.
     *
     * @param width of the picture, pixels
     * @param height of the picture, pixels
     * @param boxes best first
     */
    record Boxes(int width, int height, List<Box> boxes) implements Value {
        public Boxes {
            boxes = List.copyOf(boxes);
        }

        @Override
        public Modality modality() {
            return Modality.BOXES;
        }
    }

    /**
     * One rectangle, in pixels from the top left of the picture.
     *
     * @param label what it holds
     * @param score how sure that is, in [0, 1]
     */
    record Box(String label, double score, double x, double y, double width, double height) {}

    /** Labels with scores, best first. */
    record Labels(List<Label> labels) implements Value {
        public Labels {
            labels = List.copyOf(labels);
        }

        @Override
        public Modality modality() {
            return Modality.LABELS;
        }
    }

    /** A label and how well it fits, in [-1, 1]; the tool says on which scale. */
    record Label(String label, double score) {}

    /**
     * Rows under named columns.
     *
     * @param columns names, with units: {@code start_s}
     * @param rows each as long as the columns; a cell is a String, a Double, a Long, a Boolean or null
     */
    record Table(List<String> columns, List<List<@Nullable Object>> rows) implements Value {
        public Table {
            columns = List.copyOf(columns);
            int wide = columns.size();
            List<List<@Nullable Object>> copy = new ArrayList<>();
            for (List<@Nullable Object> row : rows) {
                if (row.size() != wide) {
                    throw new IllegalArgumentException(
                            "row %d has %d cells, the table has %d columns".formatted(copy.size(), row.size(), wide));
                }
                copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
            }
            rows = Collections.unmodifiableList(copy);
        }

        @Override
        public Modality modality() {
            return Modality.TABLE;
        }
    }

    /** A point in the space of one embedding model; comparable only with points of the same model. */
    record Embedding(List<Float> values) implements Value {
        public Embedding {
            values = List.copyOf(values);
        }

        @Override
        public Modality modality() {
            return Modality.EMBEDDING;
        }
    }
}
