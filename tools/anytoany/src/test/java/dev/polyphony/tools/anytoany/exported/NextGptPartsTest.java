package dev.polyphony.tools.anytoany.exported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.ModelSpec;
import dev.polyphony.tools.anytoany.golden.Exported;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.Features;
import dev.polyphony.tools.anytoany.pipeline.LlmSequence;
import dev.polyphony.tools.anytoany.pipeline.Segment;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.anytoany.tokens.ExportedTokenizer;
import dev.polyphony.tools.anytoany.transform.ImageBindInput;
import dev.polyphony.tools.media.Pictures;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each part of NExT-GPT against the reference code, transformers, peft and PyTorch with the same random weights. */
class NextGptPartsTest {
    private static final Bundle BUNDLE = Exported.bundle("nextgpt-miniature");
    private static final ModelSpec SPEC = BUNDLE.spec();
    private static final String SAID = "what is in this picture?";
    private static final Media PICTURE = Exported.media(Modality.IMAGE, "nextgpt", "wide.png");
    private static final Media SOUND = Exported.media(Modality.AUDIO, "nextgpt", "sound.wav");

    private static BufferedImage picture(String name) {
        return Pictures.read(Exported.media(Modality.IMAGE, "nextgpt", name + ".png"));
    }

    @Test
    void encodersAndInputProjectorSeeWhatImageBindSees() {
        Exported golden = new Exported("nextgpt", "encoders");
        var projector = new LinearProjector(BUNDLE, Objects.requireNonNull(SPEC.input()));
        for (Media media : List.of(PICTURE, SOUND)) {
            Modality modality = media.modality();
            try (var encoder = new ImageBindEncoder(
                    BUNDLE, Objects.requireNonNull(SPEC.encoders().get(modality)), Components.ONE)) {
                Features features = encoder.encode(media);
                golden.check(modality.portName(), features.pooled().values());
                golden.check(
                        "soft." + modality.portName(),
                        projector.project(modality, features).values());
            }
        }
    }

    @Test
    void clipsOfAFilmAreSeenAsTheirMean() {
        Exported golden = new Exported("nextgpt", "encoders");
        Tensor clips = ImageBindInput.clip(picture("wide"), picture("turned"));
        float[] mean = new float[16];
        try (OnnxNet net = OnnxNet.of(BUNDLE, "imagebind-vision.onnx", Components.ONE)) {
            float[] seen = net.apply("media", clips).values();
            for (int i = 0; i < seen.length; i++) {
                mean[i % 16] += seen[i] / 3;
            }
        }
        golden.check("video", mean);
    }

    @Test
    void promptsAreThoseOfTheReference() {
        Exported golden = new Exported("nextgpt", "prompts");
        Media[] one = {PICTURE};
        var history = new Dialogue.Exchange(
                SAID, List.of(one), List.of(new Answered.Words("a dog\n"), new Answered.Shown(PICTURE, "")));
        var words = new Dialogue.Exchange("hello", List.of(), List.of(new Answered.Words(" Here is a bell.")));
        golden.check("plain", embedded(Dialogue.of(SAID)));
        golden.check("image", embedded(Dialogue.of(SAID, one)));
        golden.check("later", embedded(new Dialogue(List.of(history), "and now?", List.of())));
        golden.check("heard", embedded(new Dialogue(List.of(words), "what is it?", List.of(SOUND))));
    }

    /** Returns the prompt's embeddings, where each medium is seen as the picture is. */
    private static float[] embedded(Dialogue dialogue) {
        Tensor seen = new Exported("nextgpt", "encoders").get("soft.image");
        List<Tensor> rows = new ArrayList<>();
        try (var tokenizer = new ExportedTokenizer(BUNDLE, SPEC.tokenizer());
                var language = new ExportedLanguage(BUNDLE, SPEC.language(), Components.ONE)) {
            for (Segment segment : new NextGptLayout(SPEC.layout(), tokenizer).layout(dialogue)) {
                rows.add(segment instanceof Segment.Tokens tokens ? language.embed(tokens.ids()) : seen);
            }
        }
        return Tensor.stack(rows).values();
    }

    @Test
    void languageModelThinksWhatTransformersWithUnmergedLoraThinks() {
        Exported golden = new Exported("nextgpt", "language");
        Tensor embeds =
                golden.get("embeds").reshape(golden.get("embeds").shape().get(1), 32);
        try (var language = new ExportedLanguage(BUNDLE, SPEC.language(), Components.ONE);
                LlmSequence whole = language.start();
                LlmSequence stepwise = language.start()) {
            LlmSequence.Step step = whole.feed(embeds);
            golden.check("hidden", step.hidden().values());
            golden.check("logits", step.logits());
            stepwise.feed(embeds.slice(0, 5));
            for (int i = 5; i < embeds.rows(); i++) {
                step = stepwise.feed(embeds.slice(i, i + 1));
            }
            golden.check("hidden", step.hidden().values());
            golden.check("logits", step.logits());
            assertThat(stepwise.length()).isEqualTo(embeds.rows());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "VIDEO", "AUDIO"})
    void outputProjectorsSayWhatTextFcLayerSays(Modality modality) {
        Exported golden = new Exported("nextgpt", "chain");
        String name = modality.portName();
        TextFc projector =
                new TextFc(BUNDLE, Objects.requireNonNull(SPEC.outputs().get(modality)));
        golden.check(
                name + ".conditioning",
                projector
                        .project(golden.get(name + ".hidden"), golden.get(name + ".embeddings"))
                        .values());
    }
}
