package dev.polyphony.tools.anytoany.exported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.golden.Exported;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.Event;
import dev.polyphony.tools.anytoany.pipeline.Pipeline;
import dev.polyphony.tools.anytoany.pipeline.Sampling;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import dev.polyphony.tools.media.Videos;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain of NExT-GPT: a picture and a question in; words, a picture, a sound and a film out. */
class NextGptChainTest {
    private static final Set<Modality> ALL = Set.of(Modality.IMAGE, Modality.VIDEO, Modality.AUDIO);
    private static final Media PICTURE = Exported.media(Modality.IMAGE, "nextgpt", "wide.png");
    private static final Exported GOLDEN = new Exported("nextgpt", "chain");

    @Test
    void answersAsTheReferenceAnswers(@TempDir Path folder) {
        List<Event> events = new ArrayList<>();
        List<Answered> answer;
        try (Pipeline pipeline = new Pipeline(Exported.bundle("nextgpt-miniature"), Components.all())) {
            assertThat(pipeline.reads()).isEqualTo(ALL);
            assertThat(pipeline.shows()).isEqualTo(ALL);
            answer = pipeline.run(
                    Dialogue.of("what is in this picture?", PICTURE),
                    new Pipeline.Options(Sampling.greedy(72), ALL, 4, folder, () -> false),
                    events::add);
        }
        String words = answer.stream()
                .filter(Answered.Words.class::isInstance)
                .map(piece -> ((Answered.Words) piece).text())
                .collect(Collectors.joining());
        assertThat(words).isEqualTo(Exported.text("nextgpt", "answer.txt"));
        assertThat(answer.stream()
                        .filter(Answered.Shown.class::isInstance)
                        .map(piece -> ((Answered.Shown) piece).media().modality()))
                .containsExactly(Modality.IMAGE, Modality.AUDIO, Modality.VIDEO);
        assertThat(events).filteredOn(Event.Ready.class::isInstance).hasSize(3);
        for (Answered piece : answer) {
            if (piece instanceof Answered.Shown shown) {
                check(shown.media());
            }
        }
    }

    private static void check(Media media) {
        switch (media.modality()) {
            case IMAGE ->
                assertThat(apart(Pictures.read(media), GOLDEN.get("image.made")))
                        .isLessThanOrEqualTo(0.5 / 255 + Exported.PRECISION);
            case AUDIO -> {
                float[] wave = Sounds.read(media).toArray();
                float[] wanted = GOLDEN.get("audio.made").values();
                assertThat(wave).hasSameSizeAs(wanted);
                for (int i = 0; i < wave.length; i++) {
                    assertThat((double) wave[i])
                            .isCloseTo(
                                    Math.max(-1, Math.min(1, wanted[i])),
                                    org.assertj.core.data.Offset.offset(Exported.PRECISION));
                }
            }
            default -> {
                Tensor frames = GOLDEN.get("video.made");
                assertThat(Videos.frames(media, frames.rows())).hasSize(3);
                BufferedImage first = Videos.frames(media, 3).get(0).picture();
                assertThat(List.of(first.getHeight(), first.getWidth()))
                        .isEqualTo(frames.shape().subList(1, 3));
            }
        }
    }

    /** Returns the largest difference between a picture and colours from 0 to 1, [height, width, 3]. */
    private static double apart(BufferedImage picture, Tensor colours) {
        assertThat(List.of(picture.getHeight(), picture.getWidth(), 3)).isEqualTo(colours.shape());
        double worst = 0;
        for (int i = 0; i < picture.getHeight() * picture.getWidth(); i++) {
            int pixel = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
            for (int colour = 0; colour < 3; colour++) {
                double value = (pixel >> 16 - 8 * colour & 0xff) / 255.0;
                worst = Math.max(worst, Math.abs(value - colours.values()[i * 3 + colour]));
            }
        }
        return worst;
    }
}
