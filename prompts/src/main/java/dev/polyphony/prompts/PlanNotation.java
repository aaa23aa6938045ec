package dev.polyphony.prompts;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads plans in the notation of the pool: {@code text.speak(image.read(#1))}. An input that is not named is the first one
 * left that takes what is given. Equal calls are one task. Used once.
 */
final class PlanNotation {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:\"([^\"]*)\"|#(\\d+)|([\\w.-]+)|([(){},+=]))");

    private final Toolbox toolbox;
    private final List<Artifact> attachments;
    private final String plan;
    private final Matcher tokens;
    private final List<Task> tasks = new ArrayList<>();
    private int at;
    private boolean more;

    private PlanNotation(String plan, List<Artifact> attachments, Toolbox toolbox) {
        this.plan = plan;
        this.attachments = attachments;
        this.toolbox = toolbox;
        this.tokens = TOKEN.matcher(plan);
        next();
    }

    /** Returns the draft; empty if the toolbox lacks a tool of it, or has one with other ports. */
    static Optional<Draft> read(String plan, List<Artifact> attachments, Toolbox toolbox) {
        PlanNotation reader = new PlanNotation(plan, attachments, toolbox);
        try {
            return Optional.of(reader.plan());
        } catch (NotHere e) {
            return Optional.empty();
        }
    }

    private Draft plan() {
        List<OutputRef> wanted = new ArrayList<>();
        do {
            wanted.add(call().output());
        } while (taken("+"));
        if (more) {
            throw broken("something behind the plan");
        }
        return new Draft(tasks, wanted, null);
    }

    private Input.Made call() {
        String[] name = word().split("[.]", 3);
        if (name.length < 2) {
            throw broken("a tool is noun.verb");
        }
        Signature tool =
                toolbox.find(name[0] + "." + name[1]).map(Tool::signature).orElseThrow(NotHere::new);
        Map<String, Input> inputs = new LinkedHashMap<>();
        want("(");
        while (!taken(")")) {
            argument(tool, inputs);
            taken(",");
        }
        if (taken("{")) {
            while (!taken("}")) {
                String setting = word();
                want("=");
                put(tool, inputs, setting, new Input.Literal(word()));
                taken(",");
            }
        }
        Task task = task(tool.name(), inputs);
        return Input.Made.by(
                task.id(), name.length == 3 ? name[2] : tool.outputs().get(0).name());
    }

    private Task task(String tool, Map<String, Input> inputs) {
        return tasks.stream()
                .filter(t -> t.tool().equals(tool) && t.inputs().equals(inputs))
                .findFirst()
                .orElseGet(() -> {
                    Task made = Task.of("t" + (tasks.size() + 1), tool, inputs);
                    tasks.add(made);
                    return made;
                });
    }

    private void argument(Signature tool, Map<String, Input> inputs) {
        if (!more) {
            throw broken("it ends too soon");
        }
        String name = null;
        if (tokens.group(3) != null && !tokens.group(3).contains(".")) {
            name = word();
            want("=");
        }
        Input given;
        Modality kind;
        if (tokens.group(1) != null) {
            given = new Input.Literal(tokens.group(1));
            kind = Modality.TEXT;
            next();
        } else if (tokens.group(2) != null) {
            Artifact artifact = attachments.get(Integer.parseInt(tokens.group(2)) - 1);
            given = new Input.Given(artifact.id());
            kind = artifact.modality();
            next();
        } else {
            Input.Made made = call();
            given = made;
            kind = kindOf(made.output());
        }
        put(tool, inputs, name == null ? free(tool, inputs, kind) : name, given);
    }

    private Modality kindOf(OutputRef output) {
        Task source = tasks.stream()
                .filter(t -> t.id().equals(output.taskId()))
                .findFirst()
                .orElseThrow();
        return toolbox.find(source.tool())
                .flatMap(t -> t.signature().output(output.port()))
                .map(Port::modality)
                .orElseThrow(NotHere::new);
    }

    private static String free(Signature tool, Map<String, Input> inputs, Modality kind) {
        return tool.inputs().stream()
                .filter(p -> p.modality() == kind && !p.isParameter() && !inputs.containsKey(p.name()))
                .map(Port::name)
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    private static void put(Signature tool, Map<String, Input> inputs, String name, Input input) {
        if (tool.input(name).isEmpty()) {
            throw new NotHere();
        }
        inputs.put(name, input);
    }

    private String word() {
        @Nullable String word = more ? tokens.group(3) : null;
        if (word == null) {
            throw broken("a word is wanted");
        }
        next();
        return word;
    }

    private void want(String sign) {
        if (!taken(sign)) {
            throw broken("\"%s\" is wanted".formatted(sign));
        }
    }

    private boolean taken(String sign) {
        if (more && sign.equals(tokens.group(4))) {
            next();
            return true;
        }
        return false;
    }

    private void next() {
        tokens.region(at, plan.length());
        more = tokens.lookingAt();
        at = more ? tokens.end() : at;
    }

    private IllegalStateException broken(String why) {
        return new IllegalStateException(
                "the plan \"%s\" of the pool can't be read near character %d: %s".formatted(plan, at, why));
    }

    /** A tool or a port of the plan is not in the toolbox. */
    private static final class NotHere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotHere() {
            super(null, null, false, false);
        }
    }
}
