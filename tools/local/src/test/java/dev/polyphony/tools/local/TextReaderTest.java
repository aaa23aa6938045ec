package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Value.Box;
import dev.polyphony.tools.media.Pictures;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TextReaderTest {
    private static final TextReader READER =
            new TextReader(LocalSettings.defaults().pool());
    private static final String[] INVOICE = {
        "Invoice 4711: total 23.50 EUR", "Paid on 2026-03-14, thank you!", "Multi-modal agent"
    };

    @AfterAll
    static void close() {
        READER.close();
    }

    @Test
    void readsThreeLinesExactly() throws Exception {
        assertThat(text(TestPictures.lines(640, 32, INVOICE))).isEqualTo(String.join("\n", INVOICE));
    }

    @Test
    void tellsWhereEachLineStands() throws Exception {
        List<Box> lines = READER.read(TestPictures.lines(640, 32, INVOICE), () -> false).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line.score()).isBetween(0.9, 1.0));
        assertThat(lines.get(1).y()).isBetween(80.0, 100.0);
        assertThat(lines.get(1).height()).isBetween(25.0, 50.0);
    }

    @Test
    void readsAPageWordForWord() throws Exception {
        String page = text(Pictures.read(TestPictures.example("page.png")));
        assertThat(page.lines().toList())
                .startsWith("Alice's Adventures in Wonderland", "Chapter I. Down the Rabbit-Hole")
                .contains("picking the daisies, when suddenly a White Rabbit with pink eyes ran")
                .hasSizeGreaterThan(15);
    }

    @Test
    void readsTextThatRunsUpwards() throws Exception {
        BufferedImage upright = TestPictures.lines(420, 32, "Frequency in hertz");
        int width = upright.getWidth();
        BufferedImage turned =
                Scaling.transform(upright, new AffineTransform(0, -1, 1, 0, 0, width), upright.getHeight(), width);
        assertThat(text(turned)).isEqualTo("Frequency in hertz");
    }

    @Test
    void readsTextThatIsSlightlyTurned() throws Exception {
        BufferedImage upright = TestPictures.lines(640, 32, INVOICE);
        AffineTransform turn = AffineTransform.getTranslateInstance(20, 60);
        turn.rotate(Math.toRadians(-6));
        assertThat(text(Scaling.transform(upright, turn, 700, 320)).lines()).contains(INVOICE[1], INVOICE[2]);
    }

    @Test
    void findsNoTextOnAPlainPicture() throws Exception {
        assertThat(READER.read(TestPictures.plain(200, 100, Color.WHITE), () -> false))
                .isEmpty();
        assertThat(READER.read(TestPictures.plain(1, 1, Color.BLACK), () -> false))
                .isEmpty();
    }

    @Test
    void stopsWhenCancelled() {
        BufferedImage picture = TestPictures.lines(640, 32, INVOICE);
        assertThatThrownBy(() -> READER.read(picture, () -> true)).isInstanceOf(CancellationException.class);
    }

    @Test
    void keepsStandardOutputFreeForProtocols() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            text(TestPictures.lines(640, 32, INVOICE));
        } finally {
            System.setOut(before);
        }
        assertThat(out.size()).isZero();
    }

    private static String text(BufferedImage picture) throws Exception {
        return TextReader.text(READER.read(picture, () -> false));
    }
}
