package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts an answer together from the typed results, without a language model: one paragraph for each delivered output, in plan
 * order, then what failed and why. An only text stands for itself. It says nothing that is not in the results.
 */
public final class ComposedFusion implements Fusion {
    @Override
    public String name() {
        return "composed";
    }

    @Override
    public void fuse(FusionRequest request, Consumer<String> pieces) {
        List<String> paragraphs = new ArrayList<>();
        for (Task task : request.plan().tasks()) {
            Outcome outcome = request.outcomes().get(task.id());
            if (outcome instanceof Outcome.Success success) {
                paragraphs.addAll(delivered(request, task, success));
            } else if (outcome instanceof Outcome.Failure failure) {
                paragraphs.add("**%s failed:** %s"
                        .formatted(task.tool(), oneLine(failure.problem().message())));
            } else if (outcome instanceof Outcome.Skipped skipped) {
                paragraphs.add("**%s was not run**, because %s failed."
                        .formatted(task.tool(), toolOf(request, skipped.cause())));
            }
        }
        if (paragraphs.size() == 1) {
            onlyText(request).ifPresent(text -> paragraphs.set(0, text));
        }
        request.plan().answer().ifPresent(paragraphs::add);
        if (paragraphs.isEmpty()) {
            paragraphs.add("Nothing came of it: the plan delivers no result.");
        }
        for (int i = 0; i < paragraphs.size(); i++) {
            pieces.accept((i == 0 ? "" : "\n\n") + paragraphs.get(i));
        }
    }

    /** Returns the text that is all there is to say. */
    private static Optional<String> onlyText(FusionRequest request) {
        return request.outcomes().values().stream()
                .filter(Outcome.Success.class::isInstance)
                .flatMap(outcome -> request.plan().deliverables().stream()
                        .filter(ref -> request.outcomes().get(ref.taskId()) == outcome)
                        .flatMap(ref ->
                                ((Outcome.Success) outcome).outputs().getOrDefault(ref.port(), List.of()).stream()))
                .filter(artifact -> artifact.modality() == Modality.TEXT)
                .map(artifact ->
                        ((Value.Text) request.reader().apply(artifact)).text().strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static List<String> delivered(FusionRequest request, Task task, Outcome.Success success) {
        List<String> paragraphs = new ArrayList<>();
        for (OutputRef ref : request.plan().deliverables()) {
            if (!ref.taskId().equals(task.id())) {
                continue;
            }
            List<Artifact> artifacts = success.outputs().getOrDefault(ref.port(), List.of());
            for (int i = 0; i < artifacts.size(); i++) {
                String number = artifacts.size() > 1 ? " " + (i + 1) : "";
                Artifact artifact = artifacts.get(i);
                paragraphs.add(Rendering.paragraph(
                        heading(request, task, ref.port()) + number,
                        artifact,
                        request.reader().apply(artifact)));
            }
        }
        return paragraphs;
    }

    /** Returns what the output is, in the words of its port; with the input's name where the plan calls the tool more than once. */
    private static String heading(FusionRequest request, Task task, String portName) {
        String what = request.toolbox()
                .find(task.tool())
                .flatMap(tool -> tool.signature().output(portName))
                .map(Port::description)
                .filter(words -> !words.isBlank())
                .orElse(task.tool());
        long twins = request.plan().tasks().stream()
                .filter(t -> t.tool().equals(task.tool()))
                .count();
        String source = twins > 1 ? source(request, task) : null;
        String heading = what.equals(task.tool()) ? what : Character.toUpperCase(what.charAt(0)) + what.substring(1);
        return source == null ? heading : "%s, %s".formatted(heading, source);
    }

    /** Returns the name of the attachment that the task reads, or its place among the attachments. */
    private static @Nullable String source(FusionRequest request, Task task) {
        Stream<Input> items = task.inputs().values().stream().flatMap(Input::items);
        return items.map(item ->
                        item instanceof Input.Given given ? nameOf(request.attachments(), given.artifactId()) : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String nameOf(List<Artifact> attachments, String id) {
        for (int i = 0; i < attachments.size(); i++) {
            if (attachments.get(i).id().equals(id)) {
                String label = attachments.get(i).label();
                return label == null ? "attachment %d".formatted(i + 1) : label;
            }
        }
        return null;
    }

    private static String toolOf(FusionRequest request, String taskId) {
        return request.plan().task(taskId).map(Task::tool).orElse(taskId);
    }

    private static String oneLine(String message) {
        return message.replace('\n', ' ');
    }
}
