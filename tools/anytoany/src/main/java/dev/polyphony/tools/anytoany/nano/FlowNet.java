package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.tensor.Activation;
import dev.polyphony.tools.anytoany.tensor.LayerNorm;
import dev.polyphony.tools.anytoany.tensor.Linear;
import dev.polyphony.tools.anytoany.tensor.Rows;
import java.util.Set;

/**
 * The net of a generator: from noisy patches, the time and the conditioning it predicts the clean patches. Each value is a
 * blend of a few colours of its patch plus a rest. Thread-safe.
 */
final class FlowNet {
    private static final double FASTEST = 1000;

    private final int width;
    private final int tokens;
    private final int patch;
    private final float[][] positions;
    private final Linear in;
    private final Linear pool1;
    private final Linear pool2;
    private final Linear time1;
    private final Linear time2;
    private final Block[] blocks;
    private final LayerNorm norm;
    private final Mixture mixture;

    FlowNet(Bundle bundle, Part part) {
        Weights weights = bundle.weights(part);
        width = part.size("width");
        patch = part.size("patch");
        tokens = part.sizes("grid").stream().reduce(1, (a, b) -> a * b);
        positions = Layers.rows(weights, "pos", tokens, width);
        in = Layers.linear(weights, "inp", patch, width);
        pool1 = Layers.linear(weights, "pool1", part.size("slots") * width, width);
        pool2 = Layers.linear(weights, "pool2", width, width);
        time1 = Layers.linear(weights, "time1", width, width);
        time2 = Layers.linear(weights, "time2", width, width);
        blocks = Block.several(
                weights,
                "blocks",
                part.size("blocks"),
                width,
                part.size("heads"),
                Set.of(Block.Has.OWN, Block.Has.CROSS, Block.Has.ADAPTIVE));
        norm = Layers.norm(weights, "norm", width);
        mixture = new Mixture(weights, width, patch, part.size("channels"), part.size("mixture"));
        weights.finish();
    }

    /** Returns how many patches there are. */
    int tokens() {
        return tokens;
    }

    /** Returns how many values a patch has. */
    int patch() {
        return patch;
    }

    /**
     * Returns the clean patches.
     *
     * @param conditioning what is to be seen
     * @param noisy patches
     * @param time share of content in them, in [0, 1)
     */
    float[][] clean(float[][] conditioning, float[][] noisy, double time) {
        float[] timeRow = time2.apply(Activation.silu(time1.apply(waves(time))));
        float[] pooled = pool2.apply(Activation.silu(pool1.apply(joined(conditioning))));
        float[] both = pooled.clone();
        for (int j = 0; j < width; j++) {
            both[j] += timeRow[j];
        }
        float[][] x = Rows.addToAll(Rows.add(in.apply(noisy), positions), both);
        float[][] context = new float[conditioning.length + 1][];
        System.arraycopy(conditioning, 0, context, 0, conditioning.length);
        context[conditioning.length] = timeRow;
        float[] vector = Activation.silu(both.clone());
        for (Block block : blocks) {
            block.apply(x, context, vector);
        }
        return mixture.apply(norm.apply(x));
    }

    private static float[] joined(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[i].length, rows[i].length);
        }
        return all;
    }

    /** Returns sines, then cosines, of the time at frequencies from 1000 falling towards 1. */
    private float[] waves(double time) {
        int half = width / 2;
        float[] waves = new float[width];
        for (int i = 0; i < half; i++) {
            double angle = FASTEST * time * Math.pow(FASTEST, -i / (double) half);
            waves[i] = (float) Math.sin(angle);
            waves[half + i] = (float) Math.cos(angle);
        }
        return waves;
    }
}
