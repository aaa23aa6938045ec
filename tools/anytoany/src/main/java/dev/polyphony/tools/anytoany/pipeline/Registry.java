package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.ModelSpec;
import dev.polyphony.tools.anytoany.bundle.Part;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What builds components, by the types that a {@code model.json} names: a model of known types needs no new class. Not
 * thread-safe while it is filled.
 */
public final class Registry {
    /** Builds a component. */
    @FunctionalInterface
    public interface Maker<T> {
        /** @throws RegistrationException if a setting or a tensor is missing or does not fit */
        T make(Bundle bundle, Part part);
    }

    /** Builds a component of one modality. */
    @FunctionalInterface
    public interface ModalityMaker<T> {
        /** @throws RegistrationException if a setting or a tensor is missing or does not fit */
        T make(Bundle bundle, Modality modality, Part part);
    }

    /** Builds a layout on a tokenizer. */
    @FunctionalInterface
    public interface LayoutMaker {
        /** @throws RegistrationException if a setting or a token is missing */
        PromptLayout make(ModelSpec spec, Tokenizer tokenizer);
    }

    private final Map<String, Maker<Tokenizer>> tokenizers = new TreeMap<>();
    private final Map<String, LayoutMaker> layouts = new TreeMap<>();
    private final Map<String, Maker<ModalityEncoder>> encoders = new TreeMap<>();
    private final Map<String, Maker<InputProjector>> inputs = new TreeMap<>();
    private final Map<String, Maker<LlmBackbone>> languages = new TreeMap<>();
    private final Map<String, ModalityMaker<OutputProjector>> outputs = new TreeMap<>();
    private final Map<String, ModalityMaker<ModalityGenerator>> generators = new TreeMap<>();

    /** Adds a type of tokenizers. */
    public Registry tokenizer(String type, Maker<Tokenizer> maker) {
        tokenizers.put(type, maker);
        return this;
    }

    /** Adds a type of layouts. */
    public Registry layout(String type, LayoutMaker maker) {
        layouts.put(type, maker);
        return this;
    }

    /** Adds a type of encoders. */
    public Registry encoder(String type, Maker<ModalityEncoder> maker) {
        encoders.put(type, maker);
        return this;
    }

    /** Adds a type of input projectors. */
    public Registry input(String type, Maker<InputProjector> maker) {
        inputs.put(type, maker);
        return this;
    }

    /** Adds a type of language models. */
    public Registry language(String type, Maker<LlmBackbone> maker) {
        languages.put(type, maker);
        return this;
    }

    /** Adds a type of output projectors. */
    public Registry output(String type, ModalityMaker<OutputProjector> maker) {
        outputs.put(type, maker);
        return this;
    }

    /** Adds a type of generators. */
    public Registry generator(String type, ModalityMaker<ModalityGenerator> maker) {
        generators.put(type, maker);
        return this;
    }

    /**
     * Returns the types of a kind: {@code tokenizer}, {@code layout}, {@code encoder}, {@code input}, {@code language}, {@code
     * output} or {@code generator}.
     */
    public Set<String> types(String kind) {
        Map<String, ?> makers = switch (kind) {
            case "tokenizer" -> tokenizers;
            case "layout" -> layouts;
            case "encoder" -> encoders;
            case "input" -> inputs;
            case "language" -> languages;
            case "output" -> outputs;
            case "generator" -> generators;
            default ->
                throw new IllegalArgumentException(
                        "\"%s\" is no kind of component.\nMaybe \"encoder\".".formatted(kind));
        };
        return Set.copyOf(makers.keySet());
    }

    Tokenizer tokenizer(Bundle bundle, Part part) {
        return of(tokenizers, part).make(bundle, part);
    }

    PromptLayout layout(ModelSpec spec, Tokenizer tokenizer) {
        return of(layouts, spec.layout()).make(spec, tokenizer);
    }

    ModalityEncoder encoder(Bundle bundle, Part part) {
        return of(encoders, part).make(bundle, part);
    }

    InputProjector input(Bundle bundle, Part part) {
        return of(inputs, part).make(bundle, part);
    }

    LlmBackbone language(Bundle bundle, Part part) {
        return of(languages, part).make(bundle, part);
    }

    OutputProjector output(Bundle bundle, Modality modality, Part part) {
        return of(outputs, part).make(bundle, modality, part);
    }

    ModalityGenerator generator(Bundle bundle, Modality modality, Part part) {
        return of(generators, part).make(bundle, modality, part);
    }

    private static <T> T of(Map<String, T> makers, Part part) {
        T maker = makers.get(part.type());
        if (maker == null) {
            throw new RegistrationException(
                    "model.json: \"%s\" has the type \"%s\"; known are %s.\nMaybe it needs a newer Polyphony."
                            .formatted(part.place(), part.type(), makers.keySet()));
        }
        return maker;
    }
}
