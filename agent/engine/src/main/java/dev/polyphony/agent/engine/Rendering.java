package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Content as a paragraph of Markdown under a heading. */
final class Rendering {
    private static final int MOST_ROWS = 50;
    private static final int MOST_NUMBERS = 6;

    private Rendering() {}

    static String paragraph(String heading, Artifact artifact, Value value) {
        if (value instanceof Value.Text text) {
            return text(heading, text.text());
        }
        if (value instanceof Value.Boxes boxes) {
            return "**%s:** %s.".formatted(heading, boxes(boxes));
        }
        if (value instanceof Value.Labels labels) {
            return "**%s:** %s.".formatted(heading, labels(labels));
        }
        if (value instanceof Value.Table table) {
            return table.rows().isEmpty()
                    ? "**%s:** none.".formatted(heading)
                    : "**%s:**\n\n%s".formatted(heading, table(table));
        }
        if (value instanceof Value.Embedding embedding) {
            return "**%s:** %d numbers, beginning %s."
                    .formatted(heading, embedding.values().size(), beginning(embedding));
        }
        return media(heading, artifact, (Media) value);
    }

    private static String text(String heading, String text) {
        String body = text.strip();
        if (body.isEmpty()) {
            return "**%s:** nothing.".formatted(heading);
        }
        return body.contains("\n")
                ? "**%s:**\n\n%s"
                        .formatted(
                                heading,
                                body.lines().map(line -> "> " + line + "  ").collect(Collectors.joining("\n")))
                : "**%s:** %s".formatted(heading, body);
    }

    private static String boxes(Value.Boxes boxes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        boxes.boxes().forEach(box -> counts.merge(box.label(), 1, Integer::sum));
        return counts.isEmpty()
                ? "nothing that I know"
                : counts.entrySet().stream()
                        .map(entry ->
                                entry.getValue() == 1 ? entry.getKey() : entry.getKey() + " × " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String labels(Value.Labels labels) {
        return labels.labels().stream()
                .map(label -> "%s (%.2f)".formatted(label.label(), label.score()))
                .collect(Collectors.joining(", "));
    }

    private static String table(Value.Table table) {
        String head = row(table.columns());
        String rule = row(table.columns().stream().map(column -> "---").toList());
        String body = table.rows().stream()
                .limit(MOST_ROWS)
                .map(cells -> row(cells.stream().map(Rendering::cell).toList()))
                .collect(Collectors.joining("\n"));
        return head + "\n" + rule + "\n" + body;
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String cell(@Nullable Object cell) {
        if (cell instanceof Double number) {
            return String.format(Locale.ROOT, "%.2f", number);
        }
        return cell == null ? "" : cell.toString().replace("|", "\\|").replace('\n', ' ');
    }

    private static String beginning(Value.Embedding embedding) {
        return embedding.values().stream()
                .limit(MOST_NUMBERS)
                .map(number -> String.format(Locale.ROOT, "%.3f", number))
                .collect(Collectors.joining(", "));
    }

    private static String media(String heading, Artifact artifact, Media media) {
        String label = media.label() == null ? artifact.mediaType() : media.label();
        boolean picture = media.modality() == Modality.IMAGE || media.modality() == Modality.MASK;
        String link = "%s[%s](artifact:%s)".formatted(picture ? "!" : "", label, artifact.id());
        return "**%s%s:** %s".formatted(heading, size(artifact), link);
    }

    private static String size(Artifact artifact) {
        Duration duration = artifact.measures().duration();
        Integer width = artifact.measures().width();
        Integer height = artifact.measures().height();
        if (duration != null) {
            return String.format(Locale.ROOT, " (%.1f s)", duration.toMillis() / 1000.0);
        }
        return width == null || height == null ? "" : " (%d × %d pixels)".formatted(width, height);
    }
}
