package dev.polyphony.tools.anytoany.nano;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.ModelSpec;
import dev.polyphony.tools.anytoany.bundle.Signal;
import dev.polyphony.tools.anytoany.pipeline.ModalityGenerator.Making;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole chain, with the nets one after the other, against what the trainer answered and drew. */
class ChainsTest {
    private static final Bundle BUNDLE = Golden.miniature();
    private static final ModelSpec SPEC = BUNDLE.spec();
    private static final WordTokenizer TOKENIZER = new WordTokenizer(BUNDLE, SPEC.tokenizer());
    private static final Golden GOLDEN = new Golden("chains");
    private static final int LIMIT = 72;

    private static Making making(boolean cancelled) {
        return new Making(1, Path.of(""), (done, total) -> {}, () -> cancelled);
    }

    private static FlowGenerator generator(Modality modality) {
        return new FlowGenerator(
                BUNDLE, modality, Objects.requireNonNull(SPEC.generators().get(modality)));
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "VIDEO", "AUDIO"})
    void aFlowFromTheTrainersNoiseEndsWhereTheTrainersEnds(Modality modality) {
        Golden golden = new Golden("generator-" + modality.portName());
        golden.check("sampled", generator(modality).sample(golden.rows("c2"), golden.values("noise"), making(false)));
    }

    @Test
    void aCancelledFlowEndsAtOnce() {
        Golden golden = new Golden("generator-image");
        FlowGenerator generator = generator(Modality.IMAGE);
        assertThatThrownBy(() -> generator.sample(golden.rows("c2"), golden.values("noise"), making(true)))
                .isInstanceOf(CancellationException.class);
    }

    static Stream<String[]> chains() {
        return Golden.table("chains.tsv").stream().skip(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void answersAndDrawsAsTheTrainerDoes(
            String name, String after, String answered, String media, String said, String text, String shown) {
        Decoder decoder = new Decoder(BUNDLE, SPEC.language());
        List<float[]> prompt = new ArrayList<>();
        add(prompt, decoder, TOKENIZER.id("<bos>"));
        if (!after.isEmpty()) {
            add(prompt, decoder, TOKENIZER.id("<user>"));
            TOKENIZER.encode(after).forEach(id -> add(prompt, decoder, id));
            add(prompt, decoder, TOKENIZER.id("<bot>"));
            TOKENIZER.encode(answered, true).forEach(id -> add(prompt, decoder, id));
            add(prompt, decoder, TOKENIZER.id("<eos>"));
        }
        add(prompt, decoder, TOKENIZER.id("<user>"));
        if (!media.isEmpty()) {
            add(prompt, decoder, TOKENIZER.id("<Img>"));
            prompt.addAll(List.of(soft(Modality.IMAGE, GOLDEN.rows(name + ".media.0"))));
            add(prompt, decoder, TOKENIZER.id("</Img>"));
        }
        TOKENIZER.encode(said).forEach(id -> add(prompt, decoder, id));
        add(prompt, decoder, TOKENIZER.id("<bot>"));

        Answer answer = new Answer(decoder, prompt.toArray(float[][]::new));
        assertThat(answer.words).isEqualTo(TOKENIZER.encode(text, true));
        assertThat(answer.shown.stream().map(s -> s.modality().portName()))
                .containsExactly(Arrays.stream(shown.split(","))
                        .filter(s -> !s.isEmpty())
                        .toArray(String[]::new));
        for (int i = 0; i < answer.shown.size(); i++) {
            Modality modality = answer.shown.get(i).modality();
            SignalReader reader = new SignalReader(
                    BUNDLE, Objects.requireNonNull(SPEC.outputs().get(modality)));
            float[][] own =
                    answer.shown.get(i).ids().stream().map(decoder::embedding).toArray(float[][]::new);
            float[][] conditioning = reader.conditioning(answer.taps.get(i).toArray(float[][]::new), own);
            GOLDEN.check("%s.conditioning.%d".formatted(name, i), conditioning);
            GOLDEN.check(
                    "%s.made.%d".formatted(name, i),
                    generator(modality)
                            .sample(conditioning, GOLDEN.values("%s.noise.%d".formatted(name, i)), making(false)));
        }
    }

    private static void add(List<float[]> prompt, Decoder decoder, int id) {
        prompt.add(decoder.embedding(id));
    }

    private static float[][] soft(Modality modality, float[][] patches) {
        TinyBind encoder =
                new TinyBind(BUNDLE, Objects.requireNonNull(SPEC.encoders().get(modality)));
        QFormer projector = new QFormer(BUNDLE, Objects.requireNonNull(SPEC.input()));
        return projector.soft(modality, encoder.tokens(modality, patches));
    }

    /** The trainer's own loop: greedy, with forced chains, and no token forbidden. */
    private static final class Answer {
        private final List<Integer> words = new ArrayList<>();
        private final List<Signal> shown = new ArrayList<>();
        private final List<List<float[]>> taps = new ArrayList<>();

        Answer(Decoder decoder, float[][] prompt) {
            Decoder.Sequence sequence = decoder.start();
            float[][] hidden = sequence.feed(prompt);
            float[] last = hidden[hidden.length - 1];
            List<Integer> chain = new ArrayList<>();
            for (int n = 0; n < Math.min(LIMIT, decoder.context() - prompt.length); n++) {
                int id = chain.isEmpty() ? likeliest(decoder.logits(last)) : chain.remove(0);
                if (id == TOKENIZER.id("<eos>")) {
                    break;
                }
                boolean signal = false;
                for (Signal each : SPEC.signals().values()) {
                    signal |= each.ids().contains(id);
                    if (each.first() == id) {
                        chain.addAll(each.ids().subList(1, each.ids().size()));
                        shown.add(each);
                        taps.add(new ArrayList<>());
                    }
                }
                if (!signal) {
                    words.add(id);
                }
                last = sequence.feed(new float[][] {decoder.embedding(id)})[0];
                int open = shown.size() - 1;
                if (open >= 0 && taps.get(open).size() < shown.get(open).ids().size()) {
                    taps.get(open).add(last);
                }
            }
        }

        private static int likeliest(float[] logits) {
            int best = 0;
            for (int i = 1; i < logits.length; i++) {
                best = logits[i] > logits[best] ? i : best;
            }
            return best;
        }
    }
}
