package dev.polyphony.tools.anytoany.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Signal;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Tokens 0 and {7, 8} end an answer; 10, 11, 12 ask for a picture and 15, 16 for a sound. */
class AnswerWriterTest {
    private static final Set<Modality> ALL = Set.of(Modality.IMAGE, Modality.AUDIO);
    private static final List<Signal> SIGNALS =
            List.of(new Signal(Modality.IMAGE, List.of(10, 11, 12)), new Signal(Modality.AUDIO, List.of(15, 16)));

    private final List<String> heard = new ArrayList<>();

    private Fakes write(Fakes language, Set<Modality> may, int most, int tokens) {
        AnswerWriter writer = new AnswerWriter(language, Fakes.VOCABULARY, SIGNALS, List.of(List.of(0), List.of(7, 8)));
        Tensor prompt = language.embed(List.of(3, 4));
        writer.write(
                prompt,
                Sampling.greedy(tokens),
                may,
                most,
                new AnswerWriter.Listener() {
                    @Override
                    public void token(int id) {
                        heard.add(String.valueOf(id));
                    }

                    @Override
                    public void signal(Signal signal, Tensor hidden, Tensor embeddings) {
                        heard.add("%s %s %s"
                                .formatted(
                                        signal.modality(),
                                        java.util.Arrays.toString(hidden.values()),
                                        java.util.Arrays.toString(embeddings.values())));
                    }
                },
                () -> false);
        return language;
    }

    @Test
    void feedsAChainWholeAndTapsWhatItsTokensLeave() {
        Fakes language = write(new Fakes(99, 5, 10, 6, 6, 6, 9, 0), ALL, 4, 50);
        assertThat(heard).containsExactly("5", "IMAGE [100.0, 110.0, 120.0] [10.0, 11.0, 12.0]", "6", "9");
        assertThat(language.fed).containsExactly(3, 4, 5, 10, 11, 12, 6, 9);
        assertThat(language.closed).isTrue();
    }

    @Test
    void feedsTheLastTokenOfAChainAlsoWhenTheLimitIsReached() {
        Fakes language = write(new Fakes(99, 5, 15, 6, 6), ALL, 4, 2);
        assertThat(heard).containsExactly("5", "AUDIO [150.0, 160.0] [15.0, 16.0]");
        assertThat(language.fed).endsWith(15, 16);
    }

    @Test
    void neverSignalsWhatIsDisabledNorTheMiddleOfAChain() {
        write(new Fakes(99, 5, 10, 11, 16, 0), Set.of(Modality.AUDIO), 4, 50);
        assertThat(heard).containsExactly("5", "1", "1", "1");
    }

    @Test
    void signalsNoMoreThanTheLimit() {
        write(new Fakes(99, 10, 5, 5, 15, 5, 10, 0), ALL, 2, 50);
        assertThat(heard)
                .containsExactly(
                        "IMAGE [100.0, 110.0, 120.0] [10.0, 11.0, 12.0]", "AUDIO [150.0, 160.0] [15.0, 16.0]", "1");
    }

    @Test
    void neverSaysWhatEndsAnAnswerNorItsBeginning() {
        write(new Fakes(99, 5, 7, 8, 5), ALL, 4, 50);
        assertThat(heard).containsExactly("5");
    }

    @Test
    void saysTheBeginningOfAnEndThatDoesNotCome() {
        write(new Fakes(99, 7, 7, 5, 7, 10, 1, 1, 7), ALL, 4, 8);
        assertThat(heard).containsExactly("7", "7", "5", "7", "IMAGE [100.0, 110.0, 120.0] [10.0, 11.0, 12.0]", "7");
    }

    @Test
    void endsWithTheContext() {
        Fakes language = write(new Fakes(6, 5, 5, 5, 10, 5, 5, 5), ALL, 4, 50);
        assertThat(language.fed).hasSize(6);
        assertThat(heard).containsExactly("5", "5", "5");
    }

    @Test
    void freesTheSequenceWhenItIsCancelled() {
        Fakes language = new Fakes(99, 5);
        AnswerWriter writer = new AnswerWriter(language, Fakes.VOCABULARY, SIGNALS, List.of(List.of(0)));
        Draft draft = new Draft(new Numbers(), event -> {});
        assertThatThrownBy(
                        () -> writer.write(language.embed(List.of(3)), Sampling.greedy(9), ALL, 1, draft, () -> true))
                .isInstanceOf(CancellationException.class);
        assertThat(language.closed).isTrue();
        assertThat(draft.pieces()).isEmpty();
    }

    /** Says tokens as their numbers. */
    private static final class Numbers implements Tokenizer {
        @Override
        public List<Integer> encode(String text) {
            return List.of(Integer.valueOf(text));
        }

        @Override
        public int id(String token) {
            return Integer.parseInt(token);
        }

        @Override
        public int size() {
            return Fakes.VOCABULARY;
        }

        @Override
        public Decoding decoding() {
            return String::valueOf;
        }
    }

    @Test
    void aDraftKeepsWordsAndWishesInOrder() {
        List<Event> events = new ArrayList<>();
        Draft draft = new Draft(new Numbers(), events::add);
        draft.token(4);
        draft.token(2);
        draft.signal(SIGNALS.get(1), Tensor.zeros(2, 1), Tensor.zeros(2, 1));
        draft.token(3);
        assertThat(draft.pieces()).hasSize(3);
        assertThat(draft.pieces().get(0)).isEqualTo(new Draft.Words("42"));
        assertThat(draft.pieces().get(1))
                .isInstanceOfSatisfying(
                        Draft.Wish.class, wish -> assertThat(wish.caption()).isEqualTo("42"));
        assertThat(events)
                .containsExactly(
                        new Event.Said("4"),
                        new Event.Said("2"),
                        new Event.Signalled(0, Modality.AUDIO),
                        new Event.Said("3"));
    }
}
