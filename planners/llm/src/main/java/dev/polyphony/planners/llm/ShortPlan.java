package dev.polyphony.planners.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans in the short form, which is tools in the order in which they run, with the words that some work on. Types wire them: an
 * input for a text takes the words, if there are some; any other what was made last and is still unused, then an attachment that
 * is unused. A text that is missing still is the request itself. What is left open is for the repair of plans.
 */
final class ShortPlan {
    /** Stands where a tool would, if none fits. */
    static final String NONE = "none";

    private final PlanRequest request;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Made> made = new ArrayList<>();
    private final Set<String> usedAttachments = new HashSet<>();

    /** An output, and whether a task takes it yet. */
    private static final class Made {
        private final OutputRef output;
        private final Port port;
        private boolean used;

        Made(OutputRef output, Port port) {
            this.output = output;
            this.port = port;
        }
    }

    private ShortPlan(PlanRequest request) {
        this.request = request;
    }

    /** Returns the draft that this list of tools stands for. */
    static Draft read(JsonNode json, PlanRequest request) {
        ShortPlan plan = new ShortPlan(request);
        json.path("tasks").forEach(task -> {
            String tool = task.path("tool").asText();
            if (!tool.equals(NONE)) {
                plan.add(tool, words(task));
            }
        });
        return new Draft(plan.tasks, List.of(), null);
    }

    private static @Nullable String words(JsonNode task) {
        String words =
                task.path("words").isTextual() ? task.path("words").asText().strip() : "";
        return words.isEmpty() ? null : words;
    }

    private void add(String name, @Nullable String words) {
        String id = "t" + (tasks.size() + 1);
        Signature tool = request.toolbox().find(name).map(Tool::signature).orElse(null);
        Map<String, Input> inputs = new LinkedHashMap<>();
        if (tool != null) {
            String left = words;
            for (Port port : tool.inputs()) {
                if (port.isParameter()) {
                    continue;
                }
                boolean text = port.modality() == Modality.TEXT && !port.isList();
                Input input;
                if (text && left != null) {
                    input = new Input.Literal(left);
                    left = null;
                } else {
                    input = fed(port, inputs.isEmpty());
                }
                if (input == null
                        && text
                        && port.isRequired()
                        && !request.text().isBlank()) {
                    input = new Input.Literal(request.text());
                }
                if (input != null) {
                    inputs.put(port.name(), input);
                }
            }
        }
        tasks.add(Task.of(id, name, inputs));
        if (tool != null) {
            tool.outputs().forEach(port -> made.add(new Made(new OutputRef(id, port.name()), port)));
        }
    }

    /** Returns what was made or attached for an input, unused things first; null if there is nothing of its kind. */
    private @Nullable Input fed(Port port, boolean first) {
        if (port.isList()) {
            List<Input> all = new ArrayList<>();
            made.stream()
                    .filter(m -> m.port.modality() == port.modality() && !m.used)
                    .forEach(m -> all.add(take(m)));
            request.attachments().stream().filter(a -> isFree(a, port)).forEach(a -> all.add(take(a)));
            return all.isEmpty() ? null : all.size() == 1 ? all.get(0) : new Input.Many(all);
        }
        Made last = null;
        for (Made one : made) {
            boolean fits = one.port.modality() == port.modality() && !one.port.isList();
            if (fits && (!one.used || (first && last == null))) {
                last = one;
            }
        }
        if (last != null && (!last.used || port.isRequired())) {
            return take(last);
        }
        return request.attachments().stream()
                .filter(a -> isFree(a, port))
                .findFirst()
                .map(this::take)
                .orElse(null);
    }

    private boolean isFree(Artifact artifact, Port port) {
        return artifact.modality() == port.modality() && !usedAttachments.contains(artifact.id());
    }

    private Input take(Artifact artifact) {
        usedAttachments.add(artifact.id());
        return new Input.Given(artifact.id());
    }

    private static Input take(Made one) {
        one.used = true;
        return new Input.Made(one.output, true);
    }

    /** Returns a draft in the short form, as an example shows it. */
    static Map<String, @Nullable Object> tree(Draft draft) {
        List<Object> list = new ArrayList<>();
        for (Task task : draft.tasks()) {
            list.add(step(
                    task.tool(),
                    task.inputs().values().stream()
                            .filter(Input.Literal.class::isInstance)
                            .map(input -> ((Input.Literal) input).text())
                            .findFirst()
                            .orElse(null)));
        }
        if (list.isEmpty()) {
            list.add(step(NONE, null));
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("tasks", list);
        return tree;
    }

    private static Map<String, @Nullable Object> step(String tool, @Nullable String words) {
        Map<String, @Nullable Object> step = new LinkedHashMap<>();
        step.put("tool", tool);
        step.put("words", words);
        return step;
    }
}
