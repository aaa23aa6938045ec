package dev.polyphony.agent;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What planners know of a tool: enough to choose it and to connect it, nothing of how it works.
 *
 * @param name {@code noun.verb}, unique in a {@link Toolbox}: {@code image.detect}
 * @param does one sentence that says what the tool does
 * @param inputs what it takes, in order; names are unique
 * @param outputs what it gives, one or more; names are unique
 * @param examples requests that this tool answers, in a user's words
 */
public record Signature(String name, String does, List<Port> inputs, List<Port> outputs, List<String> examples) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/-]{0,127}");

    /** @throws RegistrationException if a name is malformed or used twice, the sentence is empty, or nothing is given */
    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        examples = List.copyOf(examples);
        if (!NAME.matcher(name).matches()) {
            throw new RegistrationException(
                    "tool name \"%s\" must be letters, digits and . _ : / - (at most 128).\nMaybe \"image.caption\"?"
                            .formatted(name));
        }
        if (does.isBlank()) {
            throw new RegistrationException(
                    "tool \"%s\" does not say what it does.\nMaybe add .does(\"Describes one picture.\")."
                            .formatted(name));
        }
        if (outputs.isEmpty()) {
            throw new RegistrationException(
                    "tool \"%s\" gives nothing.\nMaybe end it with .gives(TEXT, call -> …).".formatted(name));
        }
        refuseTwins(name, "input", inputs);
        refuseTwins(name, "output", outputs);
    }

    private static void refuseTwins(String tool, String kind, List<Port> ports) {
        Set<String> seen = new HashSet<>();
        for (Port port : ports) {
            if (!seen.add(port.name())) {
                throw new RegistrationException("tool \"%s\" declares the %s \"%s\" twice.\nMaybe rename one of them."
                        .formatted(tool, kind, port.name()));
            }
        }
    }

    /** Returns the input of this name. */
    public Optional<Port> input(String port) {
        return inputs.stream().filter(p -> p.name().equals(port)).findFirst();
    }

    /** Returns the output of this name. */
    public Optional<Port> output(String port) {
        return outputs.stream().filter(p -> p.name().equals(port)).findFirst();
    }
}
