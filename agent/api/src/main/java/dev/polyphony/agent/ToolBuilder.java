package dev.polyphony.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a tool, which reads as a sentence and ends with {@code gives}. Not thread-safe: declare a tool in one
 * place.
 */
public final class ToolBuilder {
    private final String name;
    private final String does;
    private final List<Port> inputs = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private String version = Traits.DEFAULT.version();
    private String licence = Traits.DEFAULT.licence();
    private Duration timeout = Traits.DEFAULT.timeout();
    private boolean pure;
    private boolean writes;
    private final List<Binding> others = new ArrayList<>();
    private String binding = "local";
    private boolean local = true;
    private @Nullable String model;
    private int atOnce;
    private double costUsd;

    ToolBuilder(String name, String does) {
        this.name = name;
        this.does = does;
    }

    /** Adds an input that takes exactly one value. */
    public ToolBuilder takes(String port, Modality modality) {
        return takes(Port.one(port, modality));
    }

    /** Adds an input. */
    public ToolBuilder takes(Port port) {
        if (inputs.stream().anyMatch(p -> p.name().equals(port.name()))) {
            throw new RegistrationException("tool \"%s\" declares the input \"%s\" twice.\nMaybe rename one of them."
                    .formatted(name, port.name()));
        }
        inputs.add(port);
        return this;
    }

    /** Adds requests, in a user's words, that this tool answers; planners choose by them. */
    public ToolBuilder whenAsked(String... requests) {
        examples.addAll(List.of(requests));
        return this;
    }

    /** Sets the longest that one attempt may take; one minute if not set. */
    public ToolBuilder within(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new RegistrationException(
                    "tool \"%s\": the timeout (%s) must be positive.\nMaybe Duration.ofSeconds(30)."
                            .formatted(name, longest));
        }
        timeout = longest;
        return this;
    }

    /** Says that the same inputs always give the same outputs and that nothing else happens, so results may be reused. */
    public ToolBuilder pure() {
        pure = true;
        return this;
    }

    /**
     * Says that a call changes something that outlasts the run, as a file or a mailbox; an attempt that may have done its
     * work is never repeated then.
     */
    public ToolBuilder writes() {
        writes = true;
        return this;
    }

    /** Sets the version, which changes whenever the same inputs may give other outputs; {@code 1} if not set. */
    public ToolBuilder version(String newVersion) {
        version = newVersion;
        return this;
    }

    /** Sets the licence of the model or engine, as {@code Apache-2.0}. */
    public ToolBuilder licence(String newLicence) {
        licence = newLicence;
        return this;
    }

    /** Names the model or engine with its version, for provenance. */
    public ToolBuilder model(String newModel) {
        model = newModel;
        return this;
    }

    /** Says that content leaves this machine, to the endpoint of this id. */
    public ToolBuilder servedBy(String endpoint) {
        binding = endpoint;
        local = false;
        return this;
    }

    /** Sets how many attempts of the first binding may be under way at the same time; no limit if not set. */
    public ToolBuilder atMost(int attempts) {
        atOnce = attempts;
        return this;
    }

    /** Sets what one call of the first binding costs, in US dollars; nothing if not set. */
    public ToolBuilder costing(double usd) {
        costUsd = usd;
        return this;
    }

    /** Adds another way to serve the tool, after the one that the declaration ends with. */
    public ToolBuilder alsoServedBy(Binding other) {
        others.add(other);
        return this;
    }

    /**
     * Ends the declaration of a tool with one output, which is named after its modality ({@code text}, {@code image}).
     *
     * @param body returns a {@link Value}, or a {@link String} for TEXT; a null or another type fails the task
     */
    public Tool gives(Modality modality, Body body) {
        return gives(modality, "", body);
    }

    /**
     * Ends the declaration as {@link #gives(Modality, Body)} does, and says what the output is, in a phrase that an answer
     * may begin with: {@code the text in the picture}.
     */
    public Tool gives(Modality modality, String what, Body body) {
        Port port = Port.one(modality.portName(), modality).describedAs(what);
        return gives(port).by(call -> Outputs.of(port.name(), Value.of(body.run(call), name)));
    }

    /** Names several outputs; the declaration ends with {@link Giving#by}. */
    public Giving gives(Port... outputs) {
        Signature signature = new Signature(name, does, inputs, List.of(outputs), examples);
        Traits traits = new Traits(version, licence, pure, timeout, writes);
        return body -> {
            List<Binding> bindings =
                    new ArrayList<>(List.of(new Binding(binding, local, model, body, atOnce, costUsd)));
            bindings.addAll(others);
            return new Tool(signature, traits, bindings);
        };
    }

    /** The work of a tool with one output. */
    @FunctionalInterface
    public interface Body {
        /** Runs one attempt and returns the output; see {@link ToolBody#run}. */
        @Nullable
        Object run(ToolCall call) throws Exception;
    }

    /** A tool whose outputs are named and whose work is still to be given. */
    @FunctionalInterface
    public interface Giving {
        /** Ends the declaration with the work, which returns all outputs. */
        Tool by(ToolBody body);
    }
}
