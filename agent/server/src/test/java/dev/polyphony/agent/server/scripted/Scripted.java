package dev.polyphony.agent.server.scripted;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.TEXT;

import dev.polyphony.Polyphony;
import dev.polyphony.PolyphonyBuilder;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolCall;
import dev.polyphony.agent.UnsupportedFeatureException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;

/**
 * An agent for tests. Words of the request choose the tasks: {@code upper}, {@code wait} (until {@link #release}),
 * {@code fail}, {@code count}, {@code mark} (a picture), {@code speak}; anything else is answered without a task.
 */
public final class Scripted {
    private final Semaphore gate = new Semaphore(0);

    /** Lets one waiting task go on. */
    public void release() {
        gate.release();
    }

    /** Returns a builder of the agent, without a home. */
    public PolyphonyBuilder builder() {
        return Polyphony.builder()
                .tools(
                        Tool.named("text.upper")
                                .does("Writes a text in capitals.")
                                .takes("text", TEXT)
                                .gives(TEXT, call -> call.text("text").toUpperCase(java.util.Locale.ROOT)),
                        Tool.named("test.wait")
                                .does("Waits.")
                                .takes("text", TEXT)
                                .gives(TEXT, this::waits),
                        Tool.named("test.fail")
                                .does("Fails.")
                                .takes("text", TEXT)
                                .gives(TEXT, call -> fails()),
                        Tool.named("test.count")
                                .does("Counts to 5000.")
                                .takes("text", TEXT)
                                .gives(TEXT, Scripted::counts),
                        Tool.named("image.mark")
                                .does("Draws a frame around a picture.")
                                .takes("picture", IMAGE)
                                .gives(
                                        IMAGE,
                                        call -> Media.of(IMAGE, marked(call.image("picture")))
                                                .labelled("picture with a frame")),
                        Tool.named("text.speak")
                                .does("Says a text.")
                                .takes("text", TEXT)
                                .gives(
                                        AUDIO,
                                        call -> Media.of(AUDIO, beep(8_000)).labelled("speech")))
                .planner(new WordPlanner())
                .embedder(new LengthEmbedder());
    }

    /** Returns the agent, which keeps everything in this folder. */
    public Polyphony agent(Path home) {
        return builder().home(home).build();
    }

    private String waits(ToolCall call) throws InterruptedException {
        call.progress("waiting");
        gate.acquire();
        return "waited";
    }

    private static String fails() {
        throw new UnsupportedFeatureException("the tool can't do that.\nMaybe ask for something else.");
    }

    private static String counts(ToolCall call) {
        for (int i = 1; i <= 5_000; i++) {
            call.progress(i, 5_000);
        }
        return "5000";
    }

    /** Returns a PNG of one colour. */
    public static byte[] picture(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return png(image);
    }

    private static byte[] marked(Media picture) throws IOException {
        try (var in = picture.open()) {
            BufferedImage image = ImageIO.read(in);
            Graphics2D pen = image.createGraphics();
            pen.setColor(Color.RED);
            pen.drawRect(1, 1, image.getWidth() - 3, image.getHeight() - 3);
            pen.dispose();
            return png(image);
        }
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Returns half a second of a tone, 16-bit mono WAV. */
    public static byte[] beep(int rateHz) {
        int frames = rateHz / 2;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * frames).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * frames);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(rateHz).putInt(2 * rateHz);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * frames);
        for (int i = 0; i < frames; i++) {
            wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * 440 * i / rateHz)));
        }
        return wav.array();
    }

    private static final class WordPlanner implements Planner {
        private static final Map<String, String> TOOLS = Map.of(
                "upper", "text.upper",
                "wait", "test.wait",
                "fail", "test.fail",
                "count", "test.count",
                "speak", "text.speak");

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Draft plan(PlanRequest request) {
            List<Task> tasks = new ArrayList<>();
            Input text = new Input.Literal("some words");
            for (String word : request.text().split(" ")) {
                String id = "t" + (tasks.size() + 1);
                if (word.equals("mark") && !request.attachments().isEmpty()) {
                    Input picture = new Input.Given(request.attachments().get(0).id());
                    tasks.add(Task.of(id, "image.mark", Map.of("picture", picture)));
                } else if (TOOLS.containsKey(word)) {
                    tasks.add(Task.of(id, TOOLS.get(word), Map.of("text", text)));
                    text = word.equals("speak") ? text : Input.Made.by(id, "text");
                }
            }
            return tasks.isEmpty() ? Draft.answering("Hello!") : Draft.of(tasks);
        }
    }

    private static final class LengthEmbedder implements Embedder {
        @Override
        public String name() {
            return "length";
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream().map(text -> new float[] {1, 0}).toList();
        }
    }
}
