package dev.polyphony.tools.anytoany;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Value;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.tools.anytoany.diffusion.GeneratorTools;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.golden.Exported;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.Pipeline;
import dev.polyphony.tools.anytoany.pipeline.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NExT-GPT whose pictures are made of the words before them, by the text encoder of the generator. */
class CaptionBridgeTest {
    private static final Media PICTURE = Exported.media(Modality.IMAGE, "nextgpt", "wide.png");

    @TempDir
    private Path folder = Path.of("");

    /** Writes the bundle with these settings of the picture's generator. */
    private Path bundle(String name, String more) throws IOException {
        var bundle = Exported.bundle("nextgpt-miniature");
        Path to = Files.createDirectories(folder.resolve(name));
        for (String file : bundle.info().files().keySet()) {
            Files.write(to.resolve(file), bundle.bytes(file));
        }
        String json = new String(
                Objects.requireNonNull(
                                CaptionBridgeTest.class.getResourceAsStream("/models/nextgpt-miniature/model.json"))
                        .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        String generator = "\"file\": \"sd-unet.onnx\",";
        assertThat(json).containsOnlyOnce(generator);
        Files.writeString(to.resolve("model.json"), json.replace(generator, generator + more));
        return to;
    }

    private Answered.Shown picture(Path bundle) {
        try (AnyToAnyModel model = AnyToAnyModel.in(bundle)) {
            List<Answered> answer = model.pipeline()
                    .run(
                            Dialogue.of("what is in this picture?", PICTURE),
                            new Pipeline.Options(
                                    new Sampling(0, 1, 0, 40, 42), Set.of(Modality.IMAGE), 1, folder, () -> false),
                            event -> {});
            return answer.stream()
                    .filter(Answered.Shown.class::isInstance)
                    .map(Answered.Shown.class::cast)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void goesByTheCaptionAndSaysSoInTheVersion() throws Exception {
        Path bridged = bundle("bridged", "\"conditioned\": \"caption\",");
        try (AnyToAnyModel plain = AnyToAnyModel.in(bundle("plain", ""));
                AnyToAnyModel other = AnyToAnyModel.in(bridged)) {
            assertThat(plain.tool().traits().version()).isEqualTo("1");
            assertThat(other.tool().traits().version()).isEqualTo("1 bridge=caption(image)");
        }
        Answered.Shown told = picture(bridged);
        assertThat(told.caption()).isEqualTo("Here a dog");
        Media painted;
        try (GeneratorTools tools = GeneratorTools.of(List.of(Exported.bundle("nextgpt-miniature")), Hardware.cpu(1))) {
            painted = (Media) tools.tools().stream()
                    .filter(tool -> tool.name().equals("image.paint"))
                    .findFirst()
                    .orElseThrow()
                    .bindings()
                    .get(0)
                    .body()
                    .run(FakeCall.of(Map.of("text", List.of(new Value.Text("Here a dog"))), folder))
                    .values()
                    .getOrDefault("image", List.of())
                    .get(0);
        }
        assertThat(told.media().bytes()).isEqualTo(painted.bytes());
    }
}
