package dev.polyphony.tools.anytoany.nano;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.Safetensors;
import dev.polyphony.tools.anytoany.bundle.TensorInfo;
import dev.polyphony.tools.anytoany.nano.train.FlowShape;
import dev.polyphony.tools.anytoany.nano.train.FlowTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of training in Java: the loss falls, and what was trained is read by the nets that answer. */
class FlowTrainerTest {
    private static final int WIDTH = 32;
    private static final int TOKENS = 16;
    private static final int PATCH = 192;
    private static final FlowShape SHAPE = new FlowShape(WIDTH, 2, 2, TOKENS, PATCH, 3, 8, 4);
    private static final int EXAMPLES = 8;
    private static final int STEPS = 80;

    @TempDir
    private Path folder = Path.of("");

    /** Returns 4 x 4 patches of white, of which four that lie together are red or blue. */
    private static float[] picture(int number) {
        float[] values = new float[TOKENS * PATCH];
        for (int i = 0; i < values.length; i++) {
            int token = i / PATCH;
            boolean inside = token / 4 / 2 == number / 2 % 2 && token % 4 / 2 == number / 4;
            values[i] = !inside || i % 3 == (number % 2 == 0 ? 0 : 2) ? 1 : -1;
        }
        return values;
    }

    private static float[] noise(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[][] rows(float[] values, int columns) {
        float[][] rows = new float[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }

    @Test
    void theLossFallsFiveTimesAndTheNetsReadTheWeights() throws IOException {
        Random random = new Random(3);
        float[][] media = new float[EXAMPLES][];
        float[][] conditioning = new float[EXAMPLES][];
        for (int i = 0; i < EXAMPLES; i++) {
            media[i] = picture(i);
            conditioning[i] = noise(random, 8 * WIDTH);
        }
        try (FlowTrainer trainer = new FlowTrainer(SHAPE, 5)) {
            float[] losses = trainer.train(media, conditioning, STEPS, 4e-3f);
            float last = 0;
            for (int i = STEPS - 5; i < STEPS; i++) {
                last += losses[i] / 5;
            }
            assertThat(last).as("loss, from %s", losses[0]).isPositive().isLessThan(losses[0] / 5);

            FlowNet net = read(trainer.weights());
            float[] noisy = noise(random, TOKENS * PATCH);
            float[] wanted = trainer.clean(noisy, conditioning[0], 0.3f);
            float[][] computed = net.clean(rows(conditioning[0], WIDTH), rows(noisy, PATCH), 0.3f);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(computed[i / PATCH][i % PATCH])
                        .isCloseTo(wanted[i], org.assertj.core.data.Offset.offset(1e-3f));
            }
        }
    }

    private FlowNet read(byte[] weights) throws IOException {
        Files.write(folder.resolve("net.safetensors"), weights);
        String tensors = Safetensors.of("net.safetensors", weights).tensors().values().stream()
                .sorted(java.util.Comparator.comparing(TensorInfo::name))
                .map(info -> "\"%s\": \"%s\"".formatted(info.name(), info.form()))
                .collect(Collectors.joining(", "));
        Files.writeString(folder.resolve("model.json"), """
                {"format": "polyphony-model-1", "name": "x", "licence": "x", "tokenizer": {}, "layout": {}, "language": {},
                 "files": {"net.safetensors": {"bytes": %d, "sha256": "%s", "tensors": {%s}}}}
                """.formatted(weights.length, sha256(weights), tensors));
        Part part = Part.parse("generators.image", """
                {"type": "flow", "file": "net.safetensors", "grid": [4, 4], "patch": 192, "channels": 3, "width": 32,
                 "heads": 2, "blocks": 2, "slots": 8, "mixture": 4}
                """);
        return new FlowNet(Bundle.in(folder), part);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
