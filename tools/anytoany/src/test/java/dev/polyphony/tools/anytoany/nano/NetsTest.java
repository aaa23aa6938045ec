package dev.polyphony.tools.anytoany.nano;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.ModelSpec;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every net against what PyTorch computed with the same weights. */
class NetsTest {
    private static final Bundle BUNDLE = Golden.miniature();
    private static final ModelSpec SPEC = BUNDLE.spec();

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "VIDEO", "AUDIO"})
    void encoderAndInputProjectorSeeWhatTheTrainerSees(Modality modality) {
        Golden golden = new Golden("encoder-" + modality.portName());
        TinyBind encoder =
                new TinyBind(BUNDLE, Objects.requireNonNull(SPEC.encoders().get(modality)));
        float[][] given = golden.rows("x");
        float[][] tokens = encoder.tokens(modality, modality == Modality.AUDIO ? Patches.ofSound(given) : given);
        golden.check("tokens", tokens);
        golden.check("pooled", new float[][] {encoder.pooled(tokens)});
        QFormer projector = new QFormer(BUNDLE, Objects.requireNonNull(SPEC.input()));
        golden.check("read", projector.read(tokens));
        golden.check("soft", projector.soft(modality, tokens));
    }

    @Test
    void backboneThinksWhatTheTrainerThinks() {
        Golden golden = new Golden("language");
        Decoder decoder = new Decoder(BUNDLE, SPEC.language());
        int[] ids = golden.ids("ids");
        float[][] rows = new float[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            rows[i] = decoder.embedding(ids[i]);
        }
        float[][] hidden = decoder.start().feed(rows);
        golden.check("hidden", hidden);
        float[][] logits = new float[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            logits[i] = decoder.logits(hidden[i]);
        }
        golden.check("logits", logits);
        Decoder.Sequence one = decoder.start();
        float[][] stepwise = new float[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            stepwise[i] = one.feed(new float[][] {rows[i]})[0];
        }
        assertThat(one.length()).isEqualTo(ids.length);
        golden.check("hidden", stepwise);
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "VIDEO", "AUDIO"})
    void outputProjectorsSayWhatTheTrainersSay(Modality modality) {
        Golden golden = new Golden("output-" + modality.portName());
        SignalReader reader =
                new SignalReader(BUNDLE, Objects.requireNonNull(SPEC.outputs().get(modality)));
        golden.check("conditioning", reader.conditioning(golden.rows("hidden"), golden.rows("embeddings")));
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "VIDEO", "AUDIO"})
    void generatorsDrawWhatTheTrainersDraw(Modality modality) {
        Golden golden = new Golden("generator-" + modality.portName());
        FlowNet net =
                new FlowNet(BUNDLE, Objects.requireNonNull(SPEC.generators().get(modality)));
        float time = golden.values("t")[0];
        golden.check("clean", net.clean(golden.rows("c"), golden.rows("x"), time));
    }

    @Test
    void refusesWeightsOfAnotherSize() {
        Bundle bundle = Golden.miniature();
        assertThatThrownBy(() -> new SignalReader(bundle, Objects.requireNonNull(SPEC.input())))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContaining("\"input.in\" is no whole number");
        assertThatThrownBy(() -> new QFormer(
                        bundle, Objects.requireNonNull(SPEC.outputs().get(Modality.IMAGE))))
                .hasMessageContaining("\"outputs.image.modalities\" is no list");
    }
}
