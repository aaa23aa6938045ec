package dev.polyphony.planners.search.build;

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
import dev.polyphony.planners.search.match.Card;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One mending of one draft: task by task in the draft's order, port by port. Used once. */
public final class Mend {
    private final Draft draft;
    private final PlanRequest request;
    private final List<Card> cards;
    private final Conversions conversions;
    private final Map<String, Task> done = new LinkedHashMap<>();
    private final Set<Input> used = new HashSet<>();
    private final Set<String> ids = new HashSet<>();

    /** Prepares to mend a draft for the tools and artifacts of a request. */
    public Mend(Draft draft, PlanRequest request) {
        this.draft = draft;
        this.request = request;
        this.cards = request.toolbox().tools().stream()
                .map(tool -> new Card(tool.signature(), null))
                .toList();
        this.conversions = new Conversions(cards);
        draft.tasks().forEach(task -> {
            ids.add(task.id());
            task.inputs().values().stream().flatMap(Input::items).forEach(used::add);
        });
    }

    /** Returns the mended draft; equal to the draft where nothing could be mended. */
    public Draft run() {
        for (Task task : draft.tasks()) {
            Task mended = request.toolbox()
                    .find(task.tool())
                    .map(tool -> mend(task, tool))
                    .orElse(task);
            done.put(task.id(), mended);
        }
        return new Draft(List.copyOf(done.values()), draft.deliverables(), draft.answer());
    }

    private Task mend(Task task, Tool tool) {
        Map<String, Input> inputs = renamed(task, tool.signature());
        for (Port port : tool.signature().inputs()) {
            Input input = inputs.get(port.name());
            if (port.isParameter()) {
                continue;
            }
            if (input != null) {
                inputs.put(port.name(), fit(input, port));
            } else if (port.isRequired()) {
                infer(port).ifPresent(found -> inputs.put(port.name(), found));
            }
        }
        inputs.values().stream().flatMap(Input::items).forEach(used::add);
        return new Task(task.id(), task.tool(), inputs, task.after());
    }

    /** An input under a name that the tool does not know belongs to its only port left, if that takes such a thing. */
    private Map<String, Input> renamed(Task task, Signature tool) {
        Map<String, Input> inputs = new LinkedHashMap<>(task.inputs());
        List<String> strange = task.inputs().keySet().stream()
                .filter(name -> tool.input(name).isEmpty())
                .toList();
        List<Port> open = tool.inputs().stream()
                .filter(p -> p.isRequired() && !inputs.containsKey(p.name()))
                .toList();
        if (strange.size() == 1 && open.size() == 1) {
            Input input = inputs.remove(strange.get(0));
            inputs.put(open.get(0).name(), input);
        }
        return inputs;
    }

    private Input fit(Input input, Port port) {
        if (input instanceof Input.Many many) {
            if (!port.isList() && many.list().size() == 1) {
                return fit(many.list().get(0), port);
            }
            return new Input.Many(
                    many.list().stream().map(item -> fit(item, port)).toList());
        }
        Source source = source(input);
        if (source == null || source.fits(port)) {
            return input;
        }
        if (input instanceof Input.Made made) {
            Optional<Port> other = outputs(made.output().taskId()).stream()
                    .filter(out -> fits(out, port))
                    .findFirst();
            if (other.isPresent()) {
                return new Input.Made(
                        new OutputRef(made.output().taskId(), other.get().name()), true);
            }
        }
        return source.list() ? input : converted(input, source.modality(), port).orElse(input);
    }

    private record Source(Modality modality, boolean list) {
        boolean fits(Port port) {
            return modality == port.modality() && (!list || port.isList());
        }
    }

    private @Nullable Source source(Input input) {
        if (input instanceof Input.Given given) {
            return request.artifacts().stream()
                    .filter(a -> a.id().equals(given.artifactId()))
                    .map(a -> new Source(a.modality(), false))
                    .findFirst()
                    .orElse(null);
        }
        if (input instanceof Input.Made made) {
            return outputs(made.output().taskId()).stream()
                    .filter(out -> out.name().equals(made.output().port()))
                    .map(out -> new Source(out.modality(), out.isList()))
                    .findFirst()
                    .orElse(null);
        }
        return null;
    }

    private static boolean fits(Port out, Port in) {
        return out.modality() == in.modality() && (!out.isList() || in.isList());
    }

    private List<Port> outputs(String taskId) {
        Task task = done.getOrDefault(
                taskId,
                draft.tasks().stream()
                        .filter(t -> t.id().equals(taskId))
                        .findFirst()
                        .orElse(null));
        return task == null
                ? List.of()
                : request.toolbox()
                        .find(task.tool())
                        .map(t -> t.signature().outputs())
                        .orElse(List.of());
    }

    /** Nearest earlier unused output, unused attachment in the user's order, nearest earlier used output; then by converting. */
    private Optional<Input> infer(Port port) {
        List<Input> earlier = new ArrayList<>();
        List<Task> before = new ArrayList<>(done.values());
        for (int t = before.size() - 1; t >= 0; t--) {
            for (Port out : outputs(before.get(t).id())) {
                earlier.add(new Input.Made(new OutputRef(before.get(t).id(), out.name()), true));
            }
        }
        List<Input> attached = request.attachments().stream()
                .map(Artifact::id)
                .<Input>map(Input.Given::new)
                .toList();
        Optional<Input> found = first(earlier, port, true)
                .or(() -> first(attached, port, true))
                .or(() -> first(earlier, port, false))
                .or(() -> first(attached, port, false));
        if (found.isPresent()) {
            return found;
        }
        if (Questions.isQuestion(port)) {
            return Optional.of(new Input.Literal(request.text()));
        }
        List<Input> all =
                new ArrayList<>(earlier.stream().filter(i -> !isUsed(i)).toList());
        all.addAll(attached);
        for (Input input : all) {
            Source source = source(input);
            if (source != null && !source.list()) {
                Optional<Input> made = converted(input, source.modality(), port);
                if (made.isPresent()) {
                    return made;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Input> first(List<Input> inputs, Port port, boolean unused) {
        return inputs.stream()
                .filter(input -> !unused || !isUsed(input))
                .filter(input -> {
                    Source source = source(input);
                    return source != null && source.fits(port);
                })
                .findFirst();
    }

    private boolean isUsed(Input input) {
        return input instanceof Input.Made made
                ? used.stream()
                        .anyMatch(i ->
                                i instanceof Input.Made other && other.output().equals(made.output()))
                : used.contains(input);
    }

    private Optional<Input> converted(Input from, Modality kind, Port port) {
        List<Conversions.Hop> road = conversions.path(Kind.of(kind), Kind.of(port), false, hop -> 1);
        if (road.isEmpty()) {
            return Optional.empty();
        }
        Input at = from;
        for (Conversions.Hop hop : road) {
            Task task = Task.of(
                    freshId(), cards.get(hop.tool()).name(), Map.of(hop.in().name(), at));
            done.put(task.id(), task);
            used.add(at);
            at = new Input.Made(new OutputRef(task.id(), hop.out().name()), true);
        }
        return Optional.of(at);
    }

    private String freshId() {
        int n = 1;
        while (!ids.add("c" + n)) {
            n++;
        }
        return "c" + n;
    }
}
