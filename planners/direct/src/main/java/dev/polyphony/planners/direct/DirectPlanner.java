package dev.polyphony.planners.direct;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plans end-to-end mode: one task, in which an any-to-any model is given the words, what is attached, and the session's
 * earlier turns with their media. The tool is known by its name; it takes {@code text}, {@code attached} and {@code before}
 * (see {@link DirectPorts}) and, for each modality that the model reads, a list of that modality under its port name.
 * Thread-safe.
 */
public final class DirectPlanner implements Planner {
    private static final String QUESTION = "What is this?";

    private final String tool;

    /** @param tool name of the model's tool */
    public DirectPlanner(String tool) {
        this.tool = tool;
    }

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public Draft plan(PlanRequest request) {
        Tool model = request.toolbox().find(tool).orElse(null);
        if (model == null) {
            return Draft.answering(
                    "There is no any-to-any model here (no tool \"%s\"). Maybe ask in mode \"tools\".".formatted(tool));
        }
        Set<Modality> reads = reads(model.signature());
        List<Modality> strange = unread(request, reads);
        if (!strange.isEmpty()) {
            return Draft.answering("%s reads %s, and can't look at what is attached: %s. Maybe ask in mode \"tools\"."
                    .formatted(tool, DirectPorts.names(reads), DirectPorts.names(strange)));
        }
        Conversation conversation = new Conversation(request, reads);
        Map<String, Input> inputs = new LinkedHashMap<>();
        inputs.put(
                DirectPorts.TEXT,
                new Input.Literal(
                        request.text().isBlank() ? QUESTION : request.text().strip()));
        put(inputs, DirectPorts.ATTACHED, conversation.attached());
        put(inputs, DirectPorts.BEFORE, conversation.before());
        conversation
                .media()
                .forEach((modality, list) -> inputs.put(
                        modality.portName(),
                        new Input.Many(list.stream()
                                .map(artifact -> (Input) new Input.Given(artifact.id()))
                                .toList())));
        return Draft.of(List.of(Task.of("answer", tool, inputs)));
    }

    private static void put(Map<String, Input> inputs, String port, String words) {
        if (!words.isEmpty()) {
            inputs.put(port, new Input.Literal(words));
        }
    }

    /** Returns the modalities that a model's tool takes lists of. */
    static Set<Modality> reads(Signature signature) {
        Set<Modality> reads = EnumSet.noneOf(Modality.class);
        signature.inputs().stream().filter(Port::isList).map(Port::modality).forEach(reads::add);
        return reads;
    }

    /** Returns what is attached that the model can't be given. */
    static List<Modality> unread(PlanRequest request, Set<Modality> reads) {
        return request.attachments().stream()
                .map(Artifact::modality)
                .filter(modality -> !reads.contains(modality))
                .distinct()
                .toList();
    }
}
