package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.ModelSpec;
import dev.polyphony.tools.anytoany.bundle.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * An any-to-any model: reads words and media, answers in words and media. Any components can be put together that a {@code
 * model.json} names. Thread-safe; close it to free its components.
 */
public final class Pipeline implements AutoCloseable {
    /**
     * How an answer is made.
     *
     * @param sampling how tokens are chosen; its seed is also that of the media
     * @param shows what may be shown; more than the model can is no error
     * @param most media in one answer, at least 1
     * @param folder where generators may put files
     * @param cancelled asked at each token and at each step of a generator
     */
    public record Options(Sampling sampling, Set<Modality> shows, int most, Path folder, BooleanSupplier cancelled) {
        public Options {
            shows = Set.copyOf(shows);
            most = Math.max(1, most);
        }
    }

    private final ModelSpec spec;
    private final Tokenizer tokenizer;
    private final Prompter prompter;
    private final AnswerWriter writer;
    private final Map<Modality, Maker> makers = new EnumMap<>(Modality.class);
    private final Set<Component> components = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The way from a signal to a medium. */
    record Maker(OutputProjector projector, ModalityGenerator generator) {}

    /**
     * Loads all components of a model.
     *
     * @throws dev.polyphony.agent.RegistrationException if a type is unknown, or a file, setting or tensor is missing or
     *     does not fit; what was loaded is freed then
     */
    public Pipeline(Bundle bundle, Registry registry) {
        spec = bundle.spec();
        try {
            tokenizer = registry.tokenizer(bundle, spec.tokenizer());
            if (tokenizer instanceof Component component) {
                components.add(component);
            }
            PromptLayout layout = registry.layout(spec, tokenizer);
            LlmBackbone language = kept(registry.language(bundle, spec.language()));
            Map<Part, ModalityEncoder> shared = new HashMap<>();
            Map<Modality, ModalityEncoder> encoders = new EnumMap<>(Modality.class);
            spec.encoders()
                    .forEach((modality, part) -> encoders.put(
                            modality, shared.computeIfAbsent(part, p -> kept(registry.encoder(bundle, p)))));
            Part input = spec.input();
            prompter = new Prompter(
                    layout, language, encoders, input == null ? null : kept(registry.input(bundle, input)));
            spec.generators()
                    .forEach((modality, part) -> makers.put(
                            modality,
                            new Maker(
                                    kept(registry.output(bundle, modality, output(modality))),
                                    kept(registry.generator(bundle, modality, part)))));
            writer = new AnswerWriter(language, tokenizer.size(), spec.signals().values(), layout.stops());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Part output(Modality modality) {
        Part part = spec.outputs().get(modality);
        if (part == null) {
            throw new IllegalStateException("the spec was not checked: no output projector of " + modality);
        }
        return part;
    }

    private <T extends Component> T kept(T component) {
        components.add(component);
        return component;
    }

    /** Returns what the model is. */
    public ModelSpec spec() {
        return spec;
    }

    /** Returns the words of a text that the model does not know, each once; none if it takes any. */
    public List<String> unknown(String text) {
        return tokenizer.unknown(text);
    }

    /** Returns the media that the model can look at. */
    public Set<Modality> reads() {
        return spec.encoders().keySet();
    }

    /** Returns the media that the model can make. */
    public Set<Modality> shows() {
        return Set.copyOf(makers.keySet());
    }

    /**
     * Answers, first in words, then with the media that were signalled between them. Blocks.
     *
     * @param events is told what happens, on this thread
     * @return words and media in the order in which the model gave them
     * @throws dev.polyphony.agent.ToolArgumentsException if a medium is of a kind that the model does not read, or the words
     *     do not fit its context
     * @throws java.util.concurrent.CancellationException if it was cancelled or its thread interrupted
     */
    public List<Answered> run(Dialogue dialogue, Options options, Consumer<Event> events) {
        Draft draft = new Draft(tokenizer, events);
        Set<Modality> may = new HashSet<>(options.shows());
        may.retainAll(makers.keySet());
        writer.write(
                prompter.prompt(dialogue, options.sampling().tokens()),
                options.sampling(),
                may,
                options.most(),
                draft,
                options.cancelled());
        return make(draft.pieces(), options, events);
    }

    private List<Answered> make(List<Draft.Piece> pieces, Options options, Consumer<Event> events) {
        List<Answered> answer = new ArrayList<>();
        int index = 0;
        for (Draft.Piece piece : pieces) {
            if (piece instanceof Draft.Wish wish) {
                answer.add(new Answered.Shown(make(index++, wish, options, events), wish.caption()));
            } else if (piece instanceof Draft.Words words) {
                answer.add(new Answered.Words(words.text()));
            }
        }
        return answer;
    }

    private Media make(int index, Draft.Wish wish, Options options, Consumer<Event> events) {
        Modality modality = wish.signal().modality();
        Maker maker = makers.get(modality);
        if (maker == null) {
            throw new IllegalStateException("a signal of %s was not forbidden".formatted(modality));
        }
        Cancels.check(options.cancelled());
        events.accept(new Event.Started(index, modality));
        var making = new ModalityGenerator.Making(
                options.sampling().seed() + 31L * index,
                options.folder(),
                (done, total) -> events.accept(new Event.Progressed(index, done, total)),
                options.cancelled());
        var conditioning =
                new Conditioning(maker.projector().project(wish.hidden(), wish.embeddings()), wish.caption());
        var media = maker.generator().generate(conditioning, making);
        events.accept(new Event.Ready(index, media));
        return media;
    }

    @Override
    public void close() {
        components.forEach(Component::close);
        components.clear();
    }
}
