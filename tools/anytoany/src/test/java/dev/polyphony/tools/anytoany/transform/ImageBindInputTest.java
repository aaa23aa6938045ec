package dev.polyphony.tools.anytoany.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.golden.Exported;
import dev.polyphony.tools.anytoany.tensor.Rows;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.VideoComposer;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ImageBind's transforms against torchaudio, torchvision, pytorchvideo and Pillow. */
class ImageBindInputTest {
    private static final Exported GOLDEN = new Exported("nextgpt", "transforms");

    private static BufferedImage picture(String name) {
        return Pictures.read(Exported.media(Modality.IMAGE, "nextgpt", name + ".png"));
    }

    private static float[] sound() {
        return Sounds.read(Exported.media(Modality.AUDIO, "nextgpt", "sound.wav"), KaldiFbank.RATE_HZ)
                .toArray();
    }

    @Test
    void filterBanksAreKaldis() {
        float[] second = Arrays.copyOf(sound(), 16_000);
        double mean = 0;
        for (float sample : second) {
            mean += sample / second.length;
        }
        for (int i = 0; i < second.length; i++) {
            second[i] -= (float) mean;
        }
        float[][] frames = new KaldiFbank(128).of(second);
        assertThat(frames).hasDimensions(98, 128);
        float[][] kept = new float[14][];
        Arrays.setAll(kept, i -> frames[i * 7]);
        GOLDEN.check("fbank", Rows.tensor(kept).values());
    }

    @Test
    void aSoundOfLessThanAFrameHasNone() {
        assertThat(new KaldiFbank(128).of(new float[399])).isEmpty();
        assertThat(new KaldiFbank(128).of(new float[400])).hasDimensions(1, 128);
        assertThat(ImageBindInput.sound(new float[10]).values()).containsOnly(4.268f / 9.138f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide", "tall"})
    void picturesAreThoseOfTorchvision(String name) {
        GOLDEN.checkSome(name, PictureTransform.imageBind().of(picture(name)).values());
        Tensor clip = ImageBindInput.picture(picture(name));
        assertThat(clip.shape()).containsExactly(1, 3, 2, 224, 224);
        assertThat(Arrays.copyOfRange(clip.values(), 0, 50_176))
                .isEqualTo(Arrays.copyOfRange(clip.values(), 50_176, 100_352));
    }

    @Test
    void clipsOfFilmsAreThoseOfPytorchvideo() {
        GOLDEN.checkSome(
                "clip", ImageBindInput.clip(picture("wide"), picture("turned")).values());
    }

    @Test
    void soundsAreThoseOfTorchaudio() {
        GOLDEN.checkSome("sound", ImageBindInput.sound(sound()).values());
    }

    @Test
    void aFilmIsFiveClipsInThreeCuts(@TempDir Path folder) {
        Media film = VideoComposer.ofFrames(24, i -> picture(i < 12 ? "wide" : "turned"), 8)
                .writeTo(folder.resolve("film.mp4"));
        Tensor clips = ImageBindInput.of(film);
        assertThat(clips.shape()).containsExactly(15, 3, 2, 224, 224);
        float[] first = clips.slice(0, 1).values();
        float[] wanted = ImageBindInput.clip(picture("wide"), picture("turned"))
                .slice(0, 1)
                .values();
        double apart = 0;
        for (int i = 0; i < first.length; i++) {
            apart += Math.abs(first[i] - wanted[i]) / first.length;
        }
        assertThat(apart).as("what compression changes").isLessThan(0.2);
    }
}
