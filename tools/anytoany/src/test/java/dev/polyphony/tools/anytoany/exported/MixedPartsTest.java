package dev.polyphony.tools.anytoany.exported;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.golden.Exported;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.Features;
import dev.polyphony.tools.anytoany.pipeline.Pipeline;
import dev.polyphony.tools.anytoany.pipeline.Sampling;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.VideoComposer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of parts that were exported with others: a new model.json, and no new class. */
class MixedPartsTest {
    private static final Media PICTURE = Exported.media(Modality.IMAGE, "nextgpt", "wide.png");

    @TempDir
    private Path folder = Path.of("");

    private static ObjectNode json(String bundle) throws IOException {
        try (InputStream in = MixedPartsTest.class.getResourceAsStream("/models/" + bundle + "/model.json")) {
            return (ObjectNode) new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    private void copy(String bundle, ObjectNode files) throws IOException {
        for (String file : Exported.bundle(bundle).info().files().keySet()) {
            if (files.has(file)) {
                Files.write(folder.resolve(file), Exported.bundle(bundle).bytes(file));
            }
        }
    }

    /** Writes a model of the shape of MiniGPT-5: BLIP-2's eyes, a LLaMA that signals pictures, Stable Diffusion. */
    private Bundle miniGpt5() throws IOException {
        ObjectNode model = json("nextgpt-miniature");
        ObjectNode seeing = json("blip2-opt-miniature");
        ObjectNode projector = ((ObjectNode) seeing.get("input")).put("type", "by-modality");
        projector.setAll((ObjectNode) new ObjectMapper()
                .createObjectNode()
                .set("image", seeing.get("input").deepCopy()));
        ((ObjectNode) projector.get("image")).put("type", "net").remove("image");
        model.put("name", "minigpt5-like").set("input", projector);
        model.set("encoders", seeing.get("encoders"));
        for (String part : List.of("signals", "outputs", "generators")) {
            ((ObjectNode) model.get(part)).retain("image");
        }
        ObjectNode files = (ObjectNode) model.get("files");
        files.remove(List.of("input.safetensors", "imagebind-vision.onnx", "imagebind-audio.onnx"));
        files.remove(Exported.bundle("nextgpt-miniature").info().files().keySet().stream()
                .filter(file -> file.startsWith("zeroscope")
                        || file.startsWith("audioldm")
                        || file.contains("-video.")
                        || file.contains("-audio."))
                .toList());
        copy("nextgpt-miniature", files);
        for (String file : List.of("vision.onnx", "input.onnx")) {
            files.set(file, seeing.get("files").get(file));
            Files.write(
                    folder.resolve(file), Exported.bundle("blip2-opt-miniature").bytes(file));
        }
        Files.writeString(folder.resolve("model.json"), model.toString());
        return Bundle.in(folder);
    }

    @Test
    void aModelOfTheShapeOfMiniGpt5LooksSpeaksAndPaints() throws IOException {
        Bundle bundle = miniGpt5();
        bundle.verify();
        try (Pipeline pipeline = new Pipeline(bundle, Components.all())) {
            assertThat(pipeline.reads()).containsExactly(Modality.IMAGE);
            assertThat(pipeline.shows()).containsExactly(Modality.IMAGE);
            var greedy = new Pipeline.Options(Sampling.greedy(24), Set.of(Modality.IMAGE), 1, folder, () -> false);
            List<Answered> answer = pipeline.run(Dialogue.of("what is in this picture?", PICTURE), greedy, event -> {});
            List<Answered> blind = pipeline.run(Dialogue.of("what is in this picture?"), greedy, event -> {});
            assertThat(answer).isNotEmpty().isNotEqualTo(blind);
        }
    }

    @Test
    void aFilmIsPooledOverSpaceAndTime() throws IOException {
        Bundle bundle = Exported.bundle("blip2-opt-miniature");
        String json = json("blip2-opt-miniature").path("encoders").path("image").toString();
        Media film = VideoComposer.ofFrames(16, i -> Pictures.read(PICTURE), 8).writeTo(folder.resolve("film.mp4"));
        Part plain = Part.parse("encoders.video", json.replaceFirst("\\{", "{\"frames\": 4, "));
        Part pooling =
                Part.parse("encoders.video", json.replaceFirst("\\{", "{\"frames\": 4, \"pool\": \"space-time\", "));
        try (var one = new VisionEncoder(bundle, plain, Components.ONE);
                var other = new VisionEncoder(bundle, pooling, Components.ONE)) {
            Features all = one.encode(film);
            Features pooled = other.encode(film);
            assertThat(all.tokens().shape()).containsExactly(4 * 17, 16);
            assertThat(pooled.tokens().shape()).containsExactly(4 + 17, 16);
            Tensor first = pooled.tokens();
            double mean = 0;
            double patch = 0;
            for (int i = 0; i < 17; i++) {
                mean += all.tokens().values()[i * 16] / 17.0;
            }
            for (int frame = 0; frame < 4; frame++) {
                patch += all.tokens().values()[frame * 17 * 16] / 4.0;
            }
            assertThat((double) first.values()[0]).isCloseTo(mean, org.assertj.core.data.Offset.offset(1e-5));
            assertThat((double) first.values()[4 * 16]).isCloseTo(patch, org.assertj.core.data.Offset.offset(1e-5));
        }
    }
}
