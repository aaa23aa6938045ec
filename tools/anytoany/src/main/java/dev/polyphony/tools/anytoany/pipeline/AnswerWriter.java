package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Signal;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a language model write an answer: chooses a token, feeds it, and so on. Once the first token of a signal is chosen, its
 * others are fed whatever the model would rather say, the last one as well, and the hidden states that these forwards leave
 * are tapped.
 */
final class AnswerWriter {
    /** Is told what comes, in order. */
    interface Listener {
        void token(int id);

        void signal(Signal signal, Tensor hidden, Tensor embeddings);
    }

    private final LlmBackbone language;
    private final int vocabulary;
    private final Collection<Signal> signals;
    private final List<List<Integer>> ends;

    AnswerWriter(LlmBackbone language, int vocabulary, Collection<Signal> signals, List<List<Integer>> ends) {
        this.language = language;
        this.vocabulary = vocabulary;
        this.signals = List.copyOf(signals);
        this.ends = ends;
    }

    /**
     * Writes until an end, the limit of tokens, or the end of the context; a chain that has begun is finished if there is room.
     *
     * @param may what may be signalled
     * @param most signals
     */
    void write(
            Tensor prompt,
            Sampling sampling,
            Set<Modality> may,
            int most,
            Listener listener,
            BooleanSupplier cancelled) {
        TokenChoice choice = new TokenChoice(sampling);
        Stops stops = new Stops(ends);
        Chain chain = new Chain();
        int shown = 0;
        Set<Integer> forbidden = forbidden(may);
        try (LlmSequence sequence = language.start()) {
            LlmSequence.Step step = sequence.feed(prompt);
            for (int n = 0; n < sampling.tokens() || chain.goesOn(); n++) {
                Cancels.check(cancelled);
                int id = chain.goesOn() ? chain.next() : choice.choose(step.logits(), vocabulary, forbidden);
                Signal begun = begunBy(id);
                if (begun != null) {
                    stops.rest().forEach(listener::token);
                    chain.begin(begun);
                    if (++shown == most) {
                        forbidden = forbidden(Set.of());
                    }
                } else if (!chain.taps()) {
                    stops.take(id).forEach(listener::token);
                }
                if (stops.reached() || sequence.length() >= language.context()) {
                    break;
                }
                Tensor row = language.embed(List.of(id));
                step = sequence.feed(row);
                chain.tap(step.hidden(), row, listener);
            }
        }
        stops.rest().forEach(listener::token);
    }

    private Set<Integer> forbidden(Set<Modality> may) {
        Set<Integer> forbidden = new HashSet<>();
        for (Signal signal : signals) {
            forbidden.addAll(signal.ids());
            if (may.contains(signal.modality())) {
                forbidden.remove(signal.first());
            }
        }
        return forbidden;
    }

    private @Nullable Signal begunBy(int id) {
        return signals.stream()
                .filter(signal -> signal.first() == id)
                .findFirst()
                .orElse(null);
    }

    /** The signal that is being fed, and what was tapped of it. */
    private static final class Chain {
        private final Deque<Integer> left = new ArrayDeque<>();
        private final List<Tensor> hidden = new ArrayList<>();
        private final List<Tensor> embeddings = new ArrayList<>();
        private @Nullable Signal signal;

        void begin(Signal begun) {
            signal = begun;
            left.addAll(begun.ids().subList(1, begun.ids().size()));
        }

        boolean goesOn() {
            return !left.isEmpty();
        }

        boolean taps() {
            return signal != null;
        }

        int next() {
            return left.remove();
        }

        void tap(Tensor state, Tensor embedding, Listener listener) {
            if (signal == null) {
                return;
            }
            hidden.add(state);
            embeddings.add(embedding);
            if (left.isEmpty()) {
                listener.signal(signal, Tensor.stack(hidden), Tensor.stack(embeddings));
                hidden.clear();
                embeddings.clear();
                signal = null;
            }
        }
    }
}
