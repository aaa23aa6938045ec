package dev.polyphony;

import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnToolTest {
    @Test
    void aToolOfYourOwnIsPlannedLikeAnyOther(@TempDir Path home) throws InterruptedException {
        Painter painter = new Painter();
        // tag::own-tool[]
        Tool paint = Tool.named("image.paint")
                .does("Makes a new picture from a description in words.")
                .takes("text", TEXT)
                .takes(Port.choice("size", "small", "large"))
                .whenAsked("paint me a horse", "draw a castle at sunset", "generate an image of a robot")
                .within(Duration.ofSeconds(30))
                .gives(IMAGE, call -> painter.paint(call.text("text"), call.text("size")));

        try (Polyphony agent = Polyphony.builder().home(home).tools(paint).build()) {
            Answer answer = agent.ask("Paint me a green meadow");
            answer.artifacts().forEach(picture -> System.out.println(picture.mediaType()));
            // end::own-tool[]
            assertThat(answer.artifacts()).singleElement().satisfies(picture -> {
                assertThat(picture.modality()).isEqualTo(IMAGE);
                assertThat(picture.measures().width()).isEqualTo(32);
            });
            assertThat(painter.asked).contains("green meadow");
        }
    }

    /** Stands for a model that paints. */
    private static final class Painter {
        private String asked = "";

        Media paint(String text, String size) {
            asked = text;
            int side = size.equals("large") ? 64 : 32;
            BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            image.createGraphics().setColor(Color.GREEN);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                ImageIO.write(image, "png", bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Media.of(IMAGE, bytes.toByteArray());
        }
    }
}
