package dev.polyphony.tools.anytoany.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.golden.Exported;
import dev.polyphony.tools.anytoany.pipeline.Conditioning;
import dev.polyphony.tools.anytoany.pipeline.ModalityGenerator.Making;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.media.Sounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stable Diffusion, Zeroscope and AudioLDM against the pipelines of diffusers with the same random weights. */
class LatentDiffusionTest {
    private static final Bundle BUNDLE = Exported.bundle("nextgpt-miniature");
    private static final Hardware ONE = Hardware.cpu(1);
    private static final String SAID = "A small red circle, and the sound of rain";

    @TempDir
    private Path folder = Path.of("");

    private static Part part(Modality modality) {
        return Objects.requireNonNull(BUNDLE.info().generators().get(modality));
    }

    private Making making(long seed) {
        return new Making(seed, folder, (done, total) -> {}, () -> false);
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "VIDEO", "AUDIO"})
    void goesFromNoiseToMediaAsDiffusersDoes(Modality modality) {
        Exported golden = new Exported("nextgpt", "chain");
        String name = modality.portName();
        try (var generator = new LatentDiffusion(BUNDLE, modality, part(modality), ONE);
                var decoder = new LatentDecoder(BUNDLE, modality, part(modality), ONE)) {
            Tensor latents = generator.sample(
                    golden.get(name + ".conditioning"),
                    golden.get(name + ".noise").values(),
                    making(0));
            if (modality != Modality.AUDIO) {
                golden.check(name + ".latents", latents.values());
            }
            golden.check(name + ".made", made(modality, decoder, latents));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "VIDEO", "AUDIO"})
    void readsWordsAsDiffusersDoes(Modality modality) {
        Exported golden = new Exported("nextgpt", "words");
        try (var words = new TextConditioner(BUNDLE, part(modality).under("text"), ONE);
                var generator = new LatentDiffusion(BUNDLE, modality, part(modality), ONE);
                var decoder = new LatentDecoder(BUNDLE, modality, part(modality), ONE)) {
            int count = part(modality).sizes("latent").stream().reduce(1, (a, b) -> a * b);
            java.util.Random random = new java.util.Random(3);
            float[] noise = new float[count];
            for (int i = 0; i < count; i++) {
                noise[i] = (float) random.nextGaussian();
            }
            Tensor latents = generator.sample(words.of(SAID), noise, making(3));
            golden.check(modality.portName(), made(modality, decoder, latents));
        }
    }

    /** Returns what diffusers returns: pictures as height, width, colour from 0 to 1; samples of a sound. */
    private static float[] made(Modality modality, LatentDecoder decoder, Tensor latents) {
        if (modality == Modality.AUDIO) {
            return decoder.wave(latents);
        }
        List<Tensor> frames = new ArrayList<>();
        int count = modality == Modality.VIDEO ? latents.shape().get(1) : 1;
        for (int i = 0; i < count; i++) {
            frames.add(modality == Modality.VIDEO ? decoder.frame(latents, i) : decoder.decoded(latents));
        }
        int pixels = frames.get(0).values().length / 3;
        float[] made = new float[count * pixels * 3];
        for (int i = 0; i < made.length; i++) {
            float value = frames.get(i / (pixels * 3)).values()[i % 3 * pixels + i / 3 % pixels];
            made[i] = Math.max(0, Math.min(1, value / 2 + 0.5f));
        }
        return made;
    }

    @Test
    void theSameSeedGivesTheSameAndAnotherAnother() throws IOException {
        try (var generator = new LatentDiffusion(BUNDLE, Modality.IMAGE, part(Modality.IMAGE), ONE)) {
            byte[] first = generator.paint(SAID, making(5)).bytes();
            assertThat(generator.paint(SAID, making(5)).bytes()).isEqualTo(first);
            assertThat(generator.paint(SAID, making(6)).bytes()).isNotEqualTo(first);
            assertThat(generator.paint("a dog", making(5)).bytes()).isNotEqualTo(first);
        }
    }

    @Test
    void soundsAreCutToTheirLength() {
        try (var generator = new LatentDiffusion(BUNDLE, Modality.AUDIO, part(Modality.AUDIO), ONE)) {
            Media sound = generator.paint(SAID, making(5));
            assertThat(Sounds.read(sound).toArray()).hasSize(64);
        }
    }

    @Test
    void tellsItsProgressAndStopsWhenItIsCancelled() {
        List<Double> done = new ArrayList<>();
        var making = new Making(0, folder, (at, total) -> done.add(at / total), () -> done.size() == 2);
        try (var generator = new LatentDiffusion(BUNDLE, Modality.IMAGE, part(Modality.IMAGE), ONE)) {
            Tensor conditioning = new Exported("nextgpt", "chain").get("image.conditioning");
            assertThatThrownBy(() -> generator.generate(new Conditioning(conditioning, ""), making))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(done).containsExactly(1 / 6.0, 2 / 6.0);
    }
}
