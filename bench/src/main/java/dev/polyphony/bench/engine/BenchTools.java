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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * The tools of all scenarios: each works as long as the plan says, by sleeping, and counts its calls. No two results are the
 * same, so each is stored anew. Thread-safe.
 */
final class BenchTools {
    private static final int SIDE = 16;
    private static final int RATE_HZ = 16_000;

    private final AtomicLong calls = new AtomicLong();

    /** Returns the six tools. */
    List<Tool> all() {
        Port prompt = Port.one("prompt", TEXT);
        Port image = Port.one("picture", IMAGE);
        return List.of(
                tool(Scenarios.TO_IMAGE, "Makes a picture from words.", prompt, IMAGE, BenchTools::picture),
                tool(
                        Scenarios.TO_TEXT,
                        "Describes a picture in a sentence.",
                        image,
                        TEXT,
                        n -> new Value.Text("a street with two cars, number " + n)),
                tool(
                        Scenarios.DEPTH,
                        "Estimates how far everything in a picture is.",
                        image,
                        IMAGE,
                        BenchTools::picture),
                tool(Scenarios.CLASSIFY, "Says what a picture shows.", image, LABELS, BenchTools::labels),
                tool(Scenarios.SPEAK, "Says a text aloud.", Port.one("text", TEXT), AUDIO, BenchTools::sound),
                tool(
                        Scenarios.WORK,
                        "Works on texts.",
                        Port.many("parts", TEXT),
                        TEXT,
                        n -> new Value.Text("part " + n)));
    }

    private Tool tool(String name, String does, Port input, Modality output, LongFunction<Value> result) {
        return Tool.named(name)
                .does(does)
                .takes(input)
                .takes(Port.number("millis", 0, 0, 60_000).describedAs("how long to work"))
                .gives(output, call -> work(call, result));
    }

    private Value work(ToolCall call, LongFunction<Value> result) throws InterruptedException {
        long n = calls.incrementAndGet();
        long millis = (long) call.number("millis");
        if (millis > 0) {
            Thread.sleep(millis);
        }
        return result.apply(n);
    }

    /** Returns the name of the input that takes what a tool works on. */
    static String input(String tool) {
        return switch (tool) {
            case Scenarios.TO_IMAGE -> "prompt";
            case Scenarios.SPEAK, Scenarios.SUMMARIZE -> "text";
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
        return calls.get();
    }

    private static Value labels(long n) {
        return new Value.Labels(List.of(new Value.Label("street " + n, 0.9)));
    }

    /** A BMP of 16 by 16 pixels, whose first ones are the number. */
    private static Value picture(long n) {
        int pixels = SIDE * SIDE * 3;
        byte[] bytes = ByteBuffer.allocate(54 + pixels)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("BM"))
                .putInt(54 + pixels)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(SIDE)
                .putInt(SIDE)
                .putShort((short) 1)
                .putShort((short) 24)
                .putInt(0)
                .putInt(pixels)
                .putLong(0)
                .putLong(0)
                .putLong(n)
                .array();
        return Media.of(IMAGE, bytes);
    }

    /** A tenth of a second of silence, but for the number at its beginning. */
    private static Value sound(long n) {
        int samples = RATE_HZ / 10 * 2;
        byte[] bytes = ByteBuffer.allocate(44 + samples)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(36 + samples)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE_HZ)
                .putInt(RATE_HZ * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(samples)
                .putLong(n)
                .array();
        return Media.of(AUDIO, bytes);
    }

    private static byte[] ascii(String words) {
        return words.getBytes(StandardCharsets.US_ASCII);
    }
}
