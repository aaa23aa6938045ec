package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON forms of structured artifacts. */
final class WireValues {
    private WireValues() {}

    @Wire
    record Boxes(
            @JsonProperty(value = "width", required = true) Integer width,
            @JsonProperty(value = "height", required = true) Integer height,
            @JsonProperty(value = "boxes", required = true) List<Box> boxes) {
        static Boxes of(Value.Boxes value) {
            return new Boxes(
                    value.width(),
                    value.height(),
                    value.boxes().stream().map(Box::of).toList());
        }

        Value toValue() {
            return new Value.Boxes(width, height, boxes.stream().map(Box::toBox).toList());
        }
    }

    @Wire
    record Box(
            @JsonProperty(value = "label", required = true) String label,
            @JsonProperty(value = "score", required = true) Double score,
            @JsonProperty(value = "x", required = true) Double x,
            @JsonProperty(value = "y", required = true) Double y,
            @JsonProperty(value = "width", required = true) Double width,
            @JsonProperty(value = "height", required = true) Double height) {
        static Box of(Value.Box box) {
            return new Box(
                    box.label(),
                    number(box.score()),
                    number(box.x()),
                    number(box.y()),
                    number(box.width()),
                    number(box.height()));
        }

        private static double number(double number) {
            return ValueJson.finite(number, "a box");
        }

        Value.Box toBox() {
            return new Value.Box(label, score, x, y, width, height);
        }
    }

    @Wire
    record Labels(
            @JsonProperty(value = "labels", required = true) List<Label> labels) {
        static Labels of(Value.Labels value) {
            return new Labels(value.labels().stream().map(Label::of).toList());
        }

        Value toValue() {
            return new Value.Labels(labels.stream().map(Label::toLabel).toList());
        }
    }

    @Wire
    record Label(
            @JsonProperty(value = "label", required = true) String label,
            @JsonProperty(value = "score", required = true) Double score) {
        static Label of(Value.Label label) {
            return new Label(label.label(), ValueJson.finite(label.score(), "a label"));
        }

        Value.Label toLabel() {
            return new Value.Label(label, score);
        }
    }

    @Wire
    record Table(
            @JsonProperty(value = "columns", required = true)
            List<String> columns,

            @JsonProperty(value = "rows", required = true) List<List<@Nullable Object>> rows) {}

    @Wire
    record Embedding(
            @JsonProperty(value = "values", required = true) List<Float> values) {}
}
