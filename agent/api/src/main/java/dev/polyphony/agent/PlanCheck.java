package dev.polyphony.agent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a draft into a plan, or says precisely what is wrong. A pure function of the draft, the toolbox and the artifacts
 * at hand: it reports every fault, not only the first, until there are {@value #MOST_FAULTS}, in time linear in the size of
 * the draft, and without recursion.
 */
public final class PlanCheck {
    /** After so many faults the rest of a draft is not looked at: nobody mends it one by one. */
    static final int MOST_FAULTS = 100;

    private static final int ID_CHARS = 200;

    private final Draft draft;
    private final Toolbox toolbox;
    private final Map<String, Artifact> artifacts;
    private final PlanLimits limits;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Task> byId = new LinkedHashMap<>();

    private PlanCheck(Draft draft, Toolbox toolbox, Collection<Artifact> artifacts, PlanLimits limits) {
        this.draft = draft;
        this.toolbox = toolbox;
        this.artifacts = artifacts.stream().collect(Collectors.toMap(Artifact::id, a -> a, (a, b) -> a));
        this.limits = limits;
    }

    /**
     * Checks a draft.
     *
     * @param artifacts what the plan may read: the attachments, and the artifacts of earlier runs of the session
     */
    public static Checked check(Draft draft, Toolbox toolbox, Collection<Artifact> artifacts, PlanLimits limits) {
        return new PlanCheck(draft, toolbox, artifacts, limits).run();
    }

    private Checked run() {
        if (draft.tasks().size() > limits.tasks()) {
            add(
                    Finding.Code.LIMIT,
                    "/tasks",
                    "%d tasks, at most %d are allowed.\nMaybe ask for less at once."
                            .formatted(draft.tasks().size(), limits.tasks()));
            return new Checked(null, findings);
        }
        collectIds();
        for (int i = 0; i < draft.tasks().size() && !isFull(); i++) {
            checkTask(draft.tasks().get(i), "/tasks/" + i);
        }
        checkDeliverables();
        List<Task> ordered = order();
        if (findings.stream().anyMatch(f -> !f.code().isWarning())) {
            return new Checked(null, findings);
        }
        return new Checked(prune(ordered), findings);
    }

    private void collectIds() {
        for (int i = 0; i < draft.tasks().size() && !isFull(); i++) {
            Task task = draft.tasks().get(i);
            if (task.id().length() > ID_CHARS) {
                add(
                        Finding.Code.LIMIT,
                        "/tasks/%d/id".formatted(i),
                        "the id has %d characters, at most %d are allowed.\nMaybe number the tasks."
                                .formatted(task.id().length(), ID_CHARS));
            }
            if (byId.putIfAbsent(task.id(), task) != null) {
                add(
                        Finding.Code.DUPLICATE_ID,
                        "/tasks/%d/id".formatted(i),
                        "two tasks have the id \"%s\".\nMaybe number them.".formatted(shorten(task.id())));
            }
        }
    }

    private void checkTask(Task task, String at) {
        Tool tool = toolbox.find(task.tool()).orElse(null);
        if (tool == null) {
            add(
                    Finding.Code.UNKNOWN_TOOL,
                    at + "/tool",
                    "there is no tool \"%s\".\nMaybe %s?"
                            .formatted(shorten(task.tool()), String.join(", ", toolbox.nearest(task.tool(), 3))));
            return;
        }
        Signature signature = tool.signature();
        for (Map.Entry<String, Input> entry : task.inputs().entrySet()) {
            if (isFull()) {
                return;
            }
            String name = entry.getKey();
            Port port = signature.input(name).orElse(null);
            String pointer = at + "/inputs/" + shorten(name);
            if (port == null) {
                add(
                        Finding.Code.UNKNOWN_PORT,
                        pointer,
                        "%s has no input \"%s\".\nMaybe one of %s."
                                .formatted(task.tool(), shorten(name), names(signature.inputs())));
            } else {
                checkInput(port, entry.getValue(), pointer);
            }
        }
        for (Port port : signature.inputs()) {
            if (port.isRequired() && !task.inputs().containsKey(port.name())) {
                add(
                        Finding.Code.MISSING_INPUT,
                        at + "/inputs/" + port.name(),
                        "%s needs %s at \"%s\".\nMaybe attach one, or take it from another task."
                                .formatted(task.tool(), port.modality(), port.name()));
            }
        }
        for (String id : task.after()) {
            if (!byId.containsKey(id) && !isFull()) {
                add(Finding.Code.UNKNOWN_REF, at + "/after", unknownTask(id));
            }
        }
    }

    private void checkInput(Port port, Input input, String at) {
        if (input instanceof Input.Many many) {
            if (!port.isList()) {
                add(
                        Finding.Code.CARDINALITY,
                        at,
                        "\"%s\" takes one value, a list of %d is given.\nMaybe one task for each."
                                .formatted(port.name(), many.list().size()));
                return;
            }
            if (many.list().isEmpty() || many.list().size() > limits.items()) {
                add(
                        Finding.Code.CARDINALITY,
                        at,
                        "\"%s\" takes 1 to %d values, %d are given.\nMaybe split the task."
                                .formatted(
                                        port.name(), limits.items(), many.list().size()));
                return;
            }
        }
        input.items().forEach(item -> checkItem(port, item, at));
    }

    private void checkItem(Port port, Input item, String at) {
        if (item instanceof Input.Literal literal) {
            checkLiteral(port, literal.text(), at);
        } else if (item instanceof Input.Given given) {
            Artifact artifact = artifacts.get(given.artifactId());
            if (artifact == null) {
                add(
                        Finding.Code.UNKNOWN_ARTIFACT,
                        at,
                        "there is no artifact \"%s\".\nMaybe one of %s."
                                .formatted(
                                        shorten(given.artifactId()),
                                        artifacts.keySet().stream().limit(8).toList()));
            } else if (port.isParameter()) {
                add(Finding.Code.TYPE, at, needsLiteral(port));
            } else {
                checkType(port, artifact.modality(), at);
            }
        } else if (item instanceof Input.Made made) {
            Port source = source(made.output(), at);
            if (source != null && port.isParameter()) {
                add(Finding.Code.TYPE, at, needsLiteral(port));
            } else if (source != null) {
                checkType(port, source.modality(), at);
                if (source.isList() && !port.isList()) {
                    add(
                            Finding.Code.CARDINALITY,
                            at,
                            "\"%s\" takes one value, %s.%s gives a list.\nMaybe a tool that takes a list."
                                    .formatted(
                                            port.name(), shorten(made.output().taskId()), source.name()));
                }
            }
        }
    }

    private void checkLiteral(Port port, String text, String at) {
        if (port.modality() != Modality.TEXT) {
            add(
                    Finding.Code.TYPE,
                    at,
                    "\"%s\" needs %s, got words.\nMaybe attach %s."
                            .formatted(port.name(), port.modality(), port.modality()));
        } else if (text.length() > limits.literalChars()) {
            add(
                    Finding.Code.LIMIT,
                    at,
                    "%d characters, at most %d are allowed.\nMaybe attach the text as a file."
                            .formatted(text.length(), limits.literalChars()));
        } else {
            String fault = port.faultOf(text);
            if (fault != null) {
                add(Finding.Code.TYPE, at, "%s: %s.\nMaybe leave it at its default.".formatted(port.name(), fault));
            }
        }
    }

    private void checkType(Port port, Modality source, String at) {
        if (port.modality() != source) {
            add(
                    Finding.Code.TYPE,
                    at,
                    "\"%s\" needs %s, got %s.\nMaybe put a tool between that makes %s of %s."
                            .formatted(port.name(), port.modality(), source, port.modality(), source));
        }
    }

    private @Nullable Port source(OutputRef ref, String at) {
        Task task = byId.get(ref.taskId());
        if (task == null) {
            add(Finding.Code.UNKNOWN_REF, at, unknownTask(ref.taskId()));
            return null;
        }
        Tool tool = toolbox.find(task.tool()).orElse(null);
        if (tool == null) {
            return null;
        }
        Port port = tool.signature().output(ref.port()).orElse(null);
        if (port == null) {
            add(
                    Finding.Code.UNKNOWN_REF,
                    at,
                    "%s has no output \"%s\".\nMaybe one of %s."
                            .formatted(
                                    task.tool(),
                                    shorten(ref.port()),
                                    names(tool.signature().outputs())));
        }
        return port;
    }

    private void checkDeliverables() {
        for (int i = 0; i < draft.deliverables().size() && !isFull(); i++) {
            source(draft.deliverables().get(i), "/deliverables/" + i);
        }
    }

    private List<Task> order() {
        PlanGraph graph = PlanGraph.of(byId.values());
        if (!graph.waiting().isEmpty()) {
            add(
                    Finding.Code.CYCLE,
                    "/tasks",
                    "these tasks wait for each other: %s.\nMaybe one of them needs no other's output."
                            .formatted(graph.waiting().stream()
                                    .sorted()
                                    .limit(8)
                                    .map(PlanCheck::shorten)
                                    .toList()));
        } else if (graph.depth() > limits.depth()) {
            add(
                    Finding.Code.LIMIT,
                    "/tasks",
                    "%d tasks wait for one another in a row, at most %d are allowed.\nMaybe ask for less at once."
                            .formatted(graph.depth(), limits.depth()));
        }
        return graph.ordered();
    }

    /** Keeps the tasks from which a deliverable is reachable; without deliverables, all outputs that no task takes are delivered. */
    private Plan prune(List<Task> ordered) {
        List<OutputRef> deliverables = draft.deliverables().isEmpty() ? sinks(ordered) : draft.deliverables();
        Set<String> used =
                deliverables.stream().map(OutputRef::taskId).collect(Collectors.toCollection(LinkedHashSet::new));
        for (int i = ordered.size() - 1; i >= 0; i--) {
            if (used.contains(ordered.get(i).id())) {
                used.addAll(ordered.get(i).dependencies());
            }
        }
        for (int i = 0; i < draft.tasks().size(); i++) {
            if (!used.contains(draft.tasks().get(i).id())) {
                add(
                        Finding.Code.UNUSED_OUTPUT,
                        "/tasks/" + i,
                        "no part of the answer uses \"%s\"; it is left out.\nMaybe deliver it."
                                .formatted(shorten(draft.tasks().get(i).id())));
            }
        }
        List<Task> kept = ordered.stream().filter(t -> used.contains(t.id())).toList();
        Set<OutputRef> wanted = new LinkedHashSet<>(deliverables);
        List<OutputRef> inOrder = kept.stream()
                .flatMap(task -> wanted.stream().filter(ref -> ref.taskId().equals(task.id())))
                .toList();
        return new Plan(kept, inOrder, draft.answer());
    }

    private List<OutputRef> sinks(List<Task> ordered) {
        Set<String> feeding =
                ordered.stream().flatMap(t -> t.dependencies().stream()).collect(Collectors.toSet());
        return ordered.stream()
                .filter(task -> !feeding.contains(task.id()))
                .flatMap(task -> toolbox.find(task.tool()).orElseThrow().signature().outputs().stream()
                        .map(port -> new OutputRef(task.id(), port.name())))
                .toList();
    }

    private String unknownTask(String id) {
        return "there is no task \"%s\".\nMaybe one of %s."
                .formatted(
                        shorten(id),
                        byId.keySet().stream().limit(8).map(PlanCheck::shorten).toList());
    }

    private static String needsLiteral(Port port) {
        return "\"%s\" is a parameter: it takes a value written in the plan.\nMaybe %s."
                .formatted(port.name(), port.choices().isEmpty() ? port.defaultValue() : port.choices());
    }

    private static List<String> names(List<Port> ports) {
        return ports.stream().map(Port::name).toList();
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }

    private boolean isFull() {
        return findings.size() >= MOST_FAULTS;
    }

    private void add(Finding.Code code, String pointer, String message) {
        findings.add(new Finding(code, pointer, message));
    }
}
