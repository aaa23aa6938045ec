package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a task reads, once it may start: literals and artifacts by port, in the order of the tool's ports. Immutable. */
final class TaskInputs {
    private final Tool tool;
    /** A String for a literal, an Artifact for all else. */
    private final Map<String, List<Object>> items = new LinkedHashMap<>();

    TaskInputs(Tool tool, Task task, Map<String, Outcome> outcomes, ArtifactStore store) {
        this.tool = tool;
        for (Port port : tool.signature().inputs()) {
            Input input = task.inputs().get(port.name());
            if (input != null) {
                items.put(
                        port.name(),
                        input.items()
                                .flatMap(item -> resolve(item, outcomes, store).stream())
                                .toList());
            }
        }
    }

    private static List<Object> resolve(Input item, Map<String, Outcome> outcomes, ArtifactStore store) {
        if (item instanceof Input.Literal literal) {
            return List.of(literal.text());
        }
        if (item instanceof Input.Given given) {
            return List.of(store.find(given.artifactId())
                    .orElseThrow(() -> new NotFoundException(
                            "artifact %s is gone.\nMaybe attach it again.".formatted(given.artifactId()))));
        }
        OutputRef ref = ((Input.Made) item).output();
        return outcomes.get(ref.taskId()) instanceof Outcome.Success success
                ? List.copyOf(success.outputs().getOrDefault(ref.port(), List.of()))
                : List.of();
    }

    /** Returns artifact ids, or literals, by port. */
    Map<String, List<String>> shown() {
        Map<String, List<String>> shown = new LinkedHashMap<>();
        items.forEach((port, list) ->
                shown.put(port, list.stream().map(TaskInputs::text).toList()));
        return shown;
    }

    private static String text(Object item) {
        return item instanceof Artifact artifact ? artifact.id() : item.toString();
    }

    /** Reads the contents. Blocks. */
    Map<String, List<Value>> read(Values values) {
        Map<String, List<Value>> read = new LinkedHashMap<>();
        items.forEach((port, list) -> {
            List<Value> contents = new ArrayList<>();
            list.forEach(item -> contents.add(
                    item instanceof Artifact artifact ? values.read(artifact) : new Value.Text(item.toString())));
            read.put(port, contents);
        });
        return read;
    }

    /** Returns the ids of the artifacts that are read. */
    List<String> artifactIds() {
        return items.values().stream()
                .flatMap(List::stream)
                .filter(Artifact.class::isInstance)
                .map(TaskInputs::text)
                .toList();
    }

    /** Returns the literals by port, and the defaults of parameters that were left out. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Port port : tool.signature().inputs()) {
            List<Object> given = items.getOrDefault(port.name(), List.of());
            String fallback = port.defaultValue();
            if (given.size() == 1 && given.get(0) instanceof String literal) {
                parameters.put(port.name(), literal);
            } else if (given.isEmpty() && fallback != null) {
                parameters.put(port.name(), fallback);
            }
        }
        return parameters;
    }

    /**
     * Returns what a result depends on, as a hash: the tool with its version, the models that may serve it, and every literal
     * and artifact by port.
     */
    String cacheKey() {
        StringBuilder all =
                new StringBuilder(tool.name()).append('\n').append(tool.traits().version());
        tool.bindings().stream()
                .map(Binding::model)
                .forEach(model -> all.append('\n').append(model));
        for (Port port : tool.signature().inputs()) {
            all.append('\n').append(port.name());
            List<Object> given = items.getOrDefault(port.name(), List.of());
            if (given.isEmpty() && port.defaultValue() != null) {
                given = List.of(port.defaultValue());
            }
            for (Object item : given) {
                String text = text(item);
                all.append('\n')
                        .append(item instanceof Artifact ? 'a' : 'l')
                        .append(text.length())
                        .append(':')
                        .append(text);
            }
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns where something came from that was made of this. */
    Provenance provenance(Artifact made, String runId, Task task, Binding binding, long seed, Instant at) {
        String served = binding.model() == null ? binding.id() : binding.id() + " (" + binding.model() + ")";
        return new Provenance(
                made.id(),
                runId,
                task.id(),
                tool.name(),
                tool.traits().version(),
                served,
                parameters(),
                seed,
                artifactIds(),
                at);
    }
}
