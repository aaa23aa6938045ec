package dev.polyphony.planners.llm;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a language model is told of the results of a run: the content of texts and tables, and of media what they are. */
final class ResultCards {
    private static final int MOST_ROWS = 30;

    private final FusionRequest request;
    private final Handles handles;
    private final int longestText;

    private ResultCards(FusionRequest request, Handles handles, int longestText) {
        this.request = request;
        this.handles = handles;
        this.longestText = longestText;
    }

    /** Returns the tasks in the order of the plan, with how they ended. */
    static List<Object> of(FusionRequest request, Handles handles, int longestText) {
        ResultCards cards = new ResultCards(request, handles, longestText);
        List<Object> all = new ArrayList<>();
        request.plan().tasks().forEach(task -> all.add(cards.card(task)));
        return all;
    }

    /** Returns the attachments and all that was made. */
    static Set<Artifact> artifacts(FusionRequest request) {
        Set<Artifact> all = new LinkedHashSet<>(request.attachments());
        request.outcomes().values().forEach(outcome -> {
            if (outcome instanceof Outcome.Success success) {
                success.outputs().values().forEach(all::addAll);
            }
        });
        return all;
    }

    private Map<String, Object> card(Task task) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("task", task.id());
        card.put("tool", task.tool());
        Outcome outcome = request.outcomes().get(task.id());
        if (outcome instanceof Outcome.Success success) {
            card.put("ended", "done");
            List<Object> outputs = new ArrayList<>();
            success.outputs().forEach((port, artifacts) -> artifacts.forEach(a -> outputs.add(output(task, port, a))));
            card.put("outputs", outputs);
        } else if (outcome instanceof Outcome.Failure failure) {
            card.put("ended", "failed");
            card.put("reason", Cards.capped(failure.problem().message(), longestText));
        } else if (outcome instanceof Outcome.Skipped skipped) {
            card.put("ended", "not run, because task %s failed".formatted(skipped.cause()));
        } else {
            card.put("ended", "cancelled");
        }
        return card;
    }

    private Map<String, @Nullable Object> output(Task task, String port, Artifact artifact) {
        Map<String, @Nullable Object> card = new LinkedHashMap<>(Cards.of(handles.of(artifact.id()), artifact));
        card.put("output", port);
        card.put("asked for", request.plan().deliverables().contains(new OutputRef(task.id(), port)));
        if (!artifact.modality().isMedia()) {
            card.put("content", content(artifact));
        }
        return card;
    }

    private Object content(Artifact artifact) {
        if (artifact.modality() == Modality.EMBEDDING) {
            return "numbers that mean nothing to a reader";
        }
        try {
            return tree(request.reader().apply(artifact));
        } catch (PolyphonyException e) {
            return "cannot be read: " + e.getMessage().lines().findFirst().orElse("");
        }
    }

    private Object tree(Value value) {
        if (value instanceof Value.Text text) {
            return Cards.capped(text.text(), longestText);
        }
        if (value instanceof Value.Boxes boxes) {
            return boxes.boxes().stream()
                    .limit(MOST_ROWS)
                    .map(ResultCards::words)
                    .toList();
        }
        if (value instanceof Value.Labels labels) {
            return labels.labels().stream()
                    .limit(MOST_ROWS)
                    .map(label -> String.format(Locale.ROOT, "%s, score %.3f", label.label(), label.score()))
                    .toList();
        }
        if (value instanceof Value.Table table) {
            List<Object> rows = new ArrayList<>();
            table.rows().stream().limit(MOST_ROWS).forEach(row -> rows.add(row(row)));
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("columns", table.columns());
            tree.put("rows", rows);
            tree.put("rows in all", table.rows().size());
            return tree;
        }
        return value.modality().name();
    }

    private static String words(Value.Box box) {
        return String.format(
                Locale.ROOT,
                "%s, score %.2f, at x %.0f y %.0f, %.0f x %.0f pixels",
                box.label(),
                box.score(),
                box.x(),
                box.y(),
                box.width(),
                box.height());
    }

    private List<Object> row(List<@Nullable Object> cells) {
        return cells.stream()
                .map(cell -> (Object) Cards.capped(String.valueOf(cell), longestText))
                .toList();
    }
}
