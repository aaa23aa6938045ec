package dev.polyphony.bench.engine;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.LABELS;
import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.Value;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.imageio.ImageIO;

/** The tools of all scenarios: each works as long as the plan says, by sleeping, and counts its calls. Thread-safe. */
final class BenchTools {
    private static final int SIDE = 16;
    private static final int RATE_HZ = 16_000;

    private final LongAdder calls = new LongAdder();
    private final Media picture = Media.of(IMAGE, png());
    private final Media sound = Media.of(AUDIO, wav());

    /** Returns the six tools. */
    List<Tool> all() {
        Port prompt = Port.one("prompt", TEXT);
        Port image = Port.one("picture", IMAGE);
        return List.of(
                tool(Scenarios.TO_IMAGE, "Makes a picture from words.", prompt, IMAGE, picture),
                tool(
                        Scenarios.TO_TEXT,
                        "Describes a picture in a sentence.",
                        image,
                        TEXT,
                        text("a street with two cars")),
                tool(Scenarios.DEPTH, "Estimates how far everything in a picture is.", image, IMAGE, picture),
                tool(Scenarios.CLASSIFY, "Says what a picture shows.", image, LABELS, labels()),
                tool(Scenarios.SPEAK, "Says a text aloud.", Port.one("text", TEXT), AUDIO, sound),
                tool(Scenarios.WORK, "Works on texts.", Port.many("parts", TEXT), TEXT, text("a part")));
    }

    private Tool tool(String name, String does, Port input, Modality output, Value result) {
        return Tool.named(name)
                .does(does)
                .takes(input)
                .takes(Port.number("millis", 0, 0, 60_000).describedAs("how long to work"))
                .gives(output, call -> work(call, result));
    }

    private Value work(ToolCall call, Value result) throws InterruptedException {
        calls.increment();
        long millis = (long) call.number("millis");
        if (millis > 0) {
            Thread.sleep(millis);
        }
        return result;
    }

    /** Returns the name of the input that takes what a tool works on. */
    static String input(String tool) {
        return switch (tool) {
            case Scenarios.TO_IMAGE -> "prompt";
            case Scenarios.SPEAK -> "text";
            case Scenarios.WORK -> "parts";
            default -> "picture";
        };
    }

    /** Returns the name of the only output of a tool. */
    static String output(String tool) {
        return switch (tool) {
            case Scenarios.TO_IMAGE, Scenarios.DEPTH -> "image";
            case Scenarios.CLASSIFY -> "labels";
            case Scenarios.SPEAK -> "audio";
            default -> "text";
        };
    }

    /** Returns how often any of the tools has been called so far. */
    long calls() {
        return calls.sum();
    }

    private static Value text(String words) {
        return new Value.Text(words);
    }

    private static Value labels() {
        return new Value.Labels(List.of(new Value.Label("street", 0.9)));
    }

    private static byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A tenth of a second of silence. */
    private static byte[] wav() {
        int bytes = RATE_HZ / 10 * 2;
        return ByteBuffer.allocate(44 + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(36 + bytes)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE_HZ)
                .putInt(RATE_HZ * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(bytes)
                .array();
    }

    private static byte[] ascii(String words) {
        return words.getBytes(StandardCharsets.US_ASCII);
    }
}
