package dev.polyphony.planners.search;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.planners.search.build.Choice;
import dev.polyphony.planners.search.build.Found;
import dev.polyphony.planners.search.build.Node;
import dev.polyphony.planners.search.match.ToolIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is done where the cheapest plan leaves a named file lying, or runs nothing: a file that the request names is worth a
 * plan that takes it; and a tool that answers anything answers what no other tool fits.
 */
final class LastResort {
    private static final List<String> TALK = List.of(
            "have a conversation with the user about any topic",
            "answer any question that the user asks",
            "write a text about any topic from a prompt");
    private static final double TALKER = 3;

    private final PlanRequest request;
    private final ToolIndex index;

    LastResort(PlanRequest request, ToolIndex index) {
        this.request = request;
        this.index = index;
    }

    /** Returns the plan to take, from plans that are there cheapest first. */
    Found of(List<Found> found) {
        Found best = found.get(0);
        List<String> named = request.attachments().stream()
                .filter(a -> a.label() != null && request.text().contains(a.label()))
                .map(Artifact::id)
                .toList();
        if (best.tasks().isEmpty() && !named.isEmpty()) {
            best = found.stream()
                    .filter(f -> f.tasks().stream().anyMatch(t -> named.stream().anyMatch(id -> takes(t, id))))
                    .findFirst()
                    .orElse(best);
        }
        if (best.nodes().isEmpty() && request.artifacts().isEmpty()) {
            Found talk = talk();
            best = talk == null ? best : talk;
        }
        for (String id : named) {
            best = best.tasks().stream().anyMatch(t -> takes(t, id)) ? best : withTwin(best, id);
        }
        return best;
    }

    private static boolean takes(Task task, String artifactId) {
        return task.inputs().values().stream()
                .flatMap(Input::items)
                .anyMatch(i -> i.equals(new Input.Given(artifactId)));
    }

    /** "find the dog in a.jpg, b.jpg c.jpg": what is done to one file is done to those beside it. */
    private Found withTwin(Found found, String artifactId) {
        Modality kind = request.attachments().stream()
                .filter(a -> a.id().equals(artifactId))
                .map(Artifact::modality)
                .findFirst()
                .orElseThrow();
        List<Node> nodes = new ArrayList<>(found.nodes());
        for (int n = nodes.size() - 1; n >= 0; n--) {
            Node node = nodes.get(n);
            List<Port> ports = index.cards().get(node.tool()).signature().inputs().stream()
                    .filter(p -> !p.isParameter() && p.modality() == kind)
                    .toList();
            Input taken =
                    ports.size() == 1 ? node.task().inputs().get(ports.get(0).name()) : null;
            if (taken == null || taken.items().noneMatch(Input.Given.class::isInstance)) {
                continue;
            }
            Map<String, Input> inputs = new LinkedHashMap<>(node.task().inputs());
            boolean list = ports.get(0).cardinality() == Cardinality.MANY;
            Input given = new Input.Given(artifactId);
            inputs.put(
                    ports.get(0).name(),
                    list
                            ? new Input.Many(Stream.concat(taken.items(), Stream.of(given))
                                    .toList())
                            : given);
            String id = list ? node.task().id() : "t" + (nodes.size() + 1);
            Node other = new Node(
                    new Task(id, node.task().tool(), inputs, node.task().after()),
                    node.tool(),
                    node.step(),
                    node.role());
            if (list) {
                nodes.set(n, other);
            } else {
                nodes.add(other);
            }
            return new Found(nodes, found.missing(), found.choices(), found.cost(), found.cards());
        }
        return found;
    }

    /** The tool that is most for talking about anything, asked with the request's own words; null if there is none. */
    private @Nullable Found talk() {
        List<double[]> rows = index.scores(TALK);
        int best = -1;
        double most = TALKER;
        for (int t = 0; t < index.cards().size(); t++) {
            double like = 0;
            for (double[] row : rows) {
                like = Math.max(like, row[t]);
            }
            if (like > most && isTalker(index.cards().get(t).signature())) {
                most = like;
                best = t;
            }
        }
        if (best < 0 || request.text().isBlank() || index.cards().get(best).isAbsent()) {
            return null;
        }
        Signature tool = index.cards().get(best).signature();
        Map<String, Input> inputs = tool.inputs().stream()
                .filter(Port::isRequired)
                .collect(Collectors.toMap(
                        Port::name, p -> new Input.Literal(request.text().strip())));
        Task task = Task.of("t1", tool.name(), inputs);
        return new Found(
                List.of(new Node(task, best, 0, Node.Role.ASKED)),
                Set.of(),
                List.of(new Choice(0, request.text().strip(), tool.name(), most)),
                0,
                index.cards());
    }

    private static boolean isTalker(Signature tool) {
        List<Port> needed = tool.inputs().stream().filter(Port::isRequired).toList();
        return needed.size() == 1
                && needed.get(0).modality() == Modality.TEXT
                && tool.outputs().get(0).modality() == Modality.TEXT;
    }
}
