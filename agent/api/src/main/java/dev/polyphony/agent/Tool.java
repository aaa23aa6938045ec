package dev.polyphony.agent;

import java.util.List;

/**
 * Something that can be called in a plan: a signature that planners read, traits that the engine minds, and one or more
 * bindings that do the work. Immutable; declared with {@link #named}.
 *
 * @param signature what it does and what its ports are
 * @param traits how it behaves
 * @param bindings the ways to serve it, preferred first; at least one
 */
public record Tool(Signature signature, Traits traits, List<Binding> bindings) {

    /** @throws RegistrationException if there is no binding, two have one id, or it is both pure and writes */
    public Tool {
        bindings = List.copyOf(bindings);
        if (traits.pure() && traits.writes()) {
            throw new RegistrationException(
                    "tool \"%s\" is pure and writes, which exclude each other.\nMaybe leave pure out."
                            .formatted(signature.name()));
        }
        if (bindings.isEmpty()) {
            throw new RegistrationException(
                    "tool \"%s\" has no binding: nothing could run it.\nMaybe declare it absent, with a remedy."
                            .formatted(signature.name()));
        }
        if (bindings.stream().map(Binding::id).distinct().count() < bindings.size()) {
            throw new RegistrationException("tool \"%s\" has two bindings of one id %s.\nMaybe rename one of them."
                    .formatted(
                            signature.name(), bindings.stream().map(Binding::id).toList()));
        }
    }

    /** Starts the declaration of a tool: {@code Tool.named("image.caption").does("…").takes("picture", IMAGE).gives(TEXT, call -> …)}. */
    public static Declaration named(String name) {
        return does -> new ToolBuilder(name, does);
    }

    /** A tool that has a name and must now say what it does. */
    @FunctionalInterface
    public interface Declaration {
        /** Says in one sentence what the tool does; planners choose by it. */
        ToolBuilder does(String sentence);
    }

    /** Returns {@code signature().name()}. */
    public String name() {
        return signature.name();
    }
}
