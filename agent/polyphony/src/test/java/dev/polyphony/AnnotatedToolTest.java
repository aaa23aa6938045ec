package dev.polyphony;

import static dev.polyphony.agent.Modality.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Answer;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.annotation.AnnotatedTools;
import dev.polyphony.agent.annotation.Port;
import dev.polyphony.agent.annotation.Tool;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedToolTest {
    // tag::annotated[]
    enum Edge {
        LEFT,
        RIGHT
    }

    record Stamp(@Port(what = "the words to stamp") String text, Edge edge) {}

    record Stamped(
            @Port(modality = Modality.IMAGE) Media picture,
            @Port(what = "what was done") String remark) {}

    static class Office {
        @Tool(
                name = "image.stamp",
                does = "Stamps words onto an edge of a picture.",
                whenAsked = {"stamp PAID onto this picture", "put a stamp on the photo"},
                withinSeconds = 20,
                pure = true)
        Stamped stamp(@Port(modality = Modality.IMAGE) byte[] picture, Stamp stamp, ToolCall call) throws IOException {
            call.progress("looking for the stamp");
            byte[] stamped = Ink.print(picture, stamp.text(), stamp.edge() == Edge.RIGHT);
            return new Stamped(
                    Media.of(Modality.IMAGE, stamped),
                    "stamped on the " + stamp.edge().name().toLowerCase(Locale.ROOT));
        }
    }
    // end::annotated[]

    @Test
    void anAnnotatedMethodIsPlannedLikeAnyOtherTool(@TempDir Path home) throws InterruptedException, IOException {
        byte[] photo = Ink.blank();
        // tag::use-annotated[]
        try (Polyphony agent = Polyphony.builder()
                .home(home)
                .tools(AnnotatedTools.of(new Office()))
                .build()) {
            Answer answer =
                    agent.ask("Stamp \"PAID\" onto this picture, at the right", Attachment.of(photo, "bill.png"));
            // end::use-annotated[]
            assertThat(answer.artifacts()).extracting(Artifact::modality).contains(IMAGE);
            assertThat(answer.text()).contains("stamped on the right");
        }
    }

    /** Stands for a library that draws. */
    static final class Ink {
        private Ink() {}

        static byte[] blank() throws IOException {
            return png(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB));
        }

        static byte[] print(byte[] picture, String text, boolean right) throws IOException {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            image.createGraphics().drawString(text, right ? image.getWidth() / 2 : 0, 15);
            return png(image);
        }

        private static byte[] png(BufferedImage image) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        }
    }
}
