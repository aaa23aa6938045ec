package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.pipeline.OutputProjector;
import dev.polyphony.tools.anytoany.tensor.LayerNorm;
import dev.polyphony.tools.anytoany.tensor.Linear;
import dev.polyphony.tools.anytoany.tensor.Memory;
import dev.polyphony.tools.anytoany.tensor.Rows;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.Arrays;

/**
 * The output projector of NExT-GPT: a transformer of PyTorch, norms first, in which learned queries read the hidden states of
 * the signal tokens and their embeddings. It reads the weights of both generations of NExT-GPT ({@code fc}, {@code model} or
 * {@code in_fc}, {@code out_fc}). Thread-safe.
 */
final class TextFc implements OutputProjector {
    private static final double EPSILON = 1e-5;

    private final int width;
    private final int heads;
    private final Linear in;
    private final Linear out;
    private final float[][] queries;
    private final Layer[] encoder;
    private final Layer[] decoder;
    private final LayerNorm encoded;
    private final LayerNorm decoded;

    /** Reads {@code file}, {@code in}, {@code width}, {@code heads}, {@code layers}, {@code queries}, {@code out}. */
    TextFc(Bundle bundle, Part part) {
        Weights weights = bundle.weights(part);
        width = part.size("width");
        heads = part.size("heads");
        boolean older =
                !part.has("names") || part.choice("names", "legacy", "new").equals("legacy");
        in = linear(weights, older ? "fc" : "in_fc", part.size("in"), width);
        out = linear(weights, older ? "model" : "out_fc", width, part.size("out"));
        queries = Rows.of(
                weights.take("query_embs", 1, part.size("queries"), width).reshape(part.size("queries"), width));
        encoder = layers(weights.under("tfm.encoder.layers"), part.size("layers"), false);
        decoder = layers(weights.under("tfm.decoder.layers"), part.size("layers"), true);
        encoded = norm(weights, "tfm.encoder.norm");
        decoded = norm(weights, "tfm.decoder.norm");
        weights.finish();
    }

    private Layer[] layers(Weights weights, int count, boolean reads) {
        Layer[] layers = new Layer[count];
        Arrays.setAll(layers, i -> new Layer(weights.under(String.valueOf(i)), reads));
        return layers;
    }

    private static Linear linear(Weights weights, String name, int in, int out) {
        return new Linear(weights.take(name + ".weight", out, in), weights.take(name + ".bias", out));
    }

    private LayerNorm norm(Weights weights, String name) {
        return new LayerNorm(weights.take(name + ".weight", width), weights.take(name + ".bias", width), EPSILON);
    }

    @Override
    public Tensor project(Tensor hidden, Tensor embeddings) {
        float[][] x = in.apply(Rows.add(Rows.of(hidden), Rows.of(embeddings)));
        for (Layer layer : encoder) {
            layer.apply(x, x);
        }
        float[][] read = encoded.apply(x);
        float[][] y = Rows.copy(queries);
        for (Layer layer : decoder) {
            layer.apply(y, read);
        }
        return Rows.tensor(out.apply(decoded.apply(y)));
    }

    private final class Layer {
        private static final int GROWTH = 4;

        private final Attention own;
        private final Attention other;
        private final boolean reads;
        private final LayerNorm[] norms;
        private final Linear up;
        private final Linear down;

        Layer(Weights weights, boolean reads) {
            this.reads = reads;
            own = new Attention(weights.under("self_attn"));
            other = reads ? new Attention(weights.under("multihead_attn")) : own;
            norms = new LayerNorm[reads ? 3 : 2];
            Arrays.setAll(norms, i -> norm(weights, "norm" + (i + 1)));
            up = linear(weights, "linear1", width, GROWTH * width);
            down = linear(weights, "linear2", GROWTH * width, width);
        }

        /** Changes x, which looks at itself, and at what was read if the layer reads. */
        void apply(float[][] x, float[][] read) {
            float[][] y = norms[0].apply(x);
            Rows.add(x, own.apply(y, y));
            if (reads) {
                Rows.add(x, other.apply(norms[1].apply(x), read));
            }
            float[][] wide = up.apply(norms[norms.length - 1].apply(x));
            for (float[] row : wide) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = Math.max(0, row[j]);
                }
            }
            Rows.add(x, down.apply(wide));
        }
    }

    /** Queries, keys and values lie in one matrix, one below the other. */
    private final class Attention {
        private final Linear[] parts = new Linear[3];
        private final Linear joined;

        Attention(Weights weights) {
            Tensor matrix = weights.take("in_proj_weight", 3 * width, width);
            Tensor bias = weights.take("in_proj_bias", 3 * width);
            Arrays.setAll(
                    parts,
                    i -> new Linear(matrix.slice(i * width, (i + 1) * width), bias.slice(i * width, (i + 1) * width)));
            joined = linear(weights, "out_proj", width, width);
        }

        float[][] apply(float[][] x, float[][] seen) {
            Memory memory = new Memory(width, heads, seen.length);
            memory.add(parts[1].apply(seen), parts[2].apply(seen));
            return joined.apply(memory.attend(parts[0].apply(x), false));
        }
    }
}
