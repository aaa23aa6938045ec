package dev.polyphony.tools.anytoany.exported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.ModelSpec;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.golden.Exported;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.Features;
import dev.polyphony.tools.anytoany.pipeline.InputProjector;
import dev.polyphony.tools.anytoany.pipeline.LlmBackbone;
import dev.polyphony.tools.anytoany.pipeline.LlmSequence;
import dev.polyphony.tools.anytoany.pipeline.Pipeline;
import dev.polyphony.tools.anytoany.pipeline.Sampling;
import dev.polyphony.tools.anytoany.pipeline.Segment;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.anytoany.tokens.ExportedTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LLaVA-1.5 (also with Qwen2), BLIP-2 and InstructBLIP against transformers with the same random weights: configurations, no class of their own. */
class SeeingModelsTest {
    private static final String SAID = "what is in this picture?";
    private static final Media PICTURE = Exported.media(Modality.IMAGE, "nextgpt", "wide.png");

    private static InputProjector projector(Bundle bundle, Part part) {
        return part.type().equals("linear")
                ? new LinearProjector(bundle, part)
                : new NetProjectors.Input(bundle, part, Components.ONE);
    }

    private static LlmBackbone language(Bundle bundle, Part part) {
        return part.type().equals("decoder-net")
                ? new ExportedLanguage(bundle, part, Components.ONE)
                : new ReadAndWrite(bundle, part, Components.ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llava", "blip2-opt", "blip2-t5", "instructblip", "llava-qwen"})
    void everyPartIsThatOfTransformers(String name) {
        Exported golden = new Exported("seeing", name);
        Bundle bundle = Exported.bundle(name + "-miniature");
        ModelSpec spec = bundle.spec();
        try (var encoder = new VisionEncoder(
                        bundle, Objects.requireNonNull(spec.encoders().get(Modality.IMAGE)), Components.ONE);
                var projector = projector(bundle, Objects.requireNonNull(spec.input()));
                var language = language(bundle, spec.language());
                var tokenizer = new ExportedTokenizer(bundle, spec.tokenizer());
                LlmSequence sequence = language.start()) {
            Features features = encoder.encode(PICTURE);
            golden.check("features", features.tokens().values());
            Tensor soft = projector.project(Modality.IMAGE, features, SAID);
            golden.check("soft", soft.values());
            List<Tensor> rows = new ArrayList<>();
            for (Segment segment : new TemplateLayout(spec.layout(), tokenizer).layout(Dialogue.of(SAID, PICTURE))) {
                rows.add(segment instanceof Segment.Tokens tokens ? language.embed(tokens.ids()) : soft);
            }
            LlmSequence.Step step = sequence.feed(Tensor.stack(rows));
            golden.check("logits", step.logits());
            float[] written = golden.get("written").values();
            for (int i = 0; i + 1 < written.length; i++) {
                step = sequence.feed(language.embed(List.of((int) written[i])));
            }
            golden.check("last", step.logits());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llava", "blip2-opt", "blip2-t5", "instructblip", "llava-qwen"})
    void thePipelineSaysWhatTransformersSays(String name, @TempDir Path folder) {
        try (Pipeline pipeline = new Pipeline(Exported.bundle(name + "-miniature"), Components.all())) {
            assertThat(pipeline.reads()).containsExactly(Modality.IMAGE);
            assertThat(pipeline.shows()).isEmpty();
            List<Answered> answer = pipeline.run(
                    Dialogue.of(SAID, PICTURE),
                    new Pipeline.Options(Sampling.greedy(10), Set.of(), 1, folder, () -> false),
                    event -> {});
            assertThat(answer.stream()
                            .map(piece -> ((Answered.Words) piece).text())
                            .collect(Collectors.joining()))
                    .isEqualTo(Exported.text("seeing", name + ".txt"));
        }
    }
}
