package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.tensor.LayerNorm;
import dev.polyphony.tools.anytoany.tensor.Linear;
import dev.polyphony.tools.anytoany.tensor.Memory;
import dev.polyphony.tools.anytoany.tensor.Rows;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.Set;

/** The net of the backbone: causal blocks over learned positions; the head is the table of embeddings. Thread-safe. */
final class Decoder {
    private final int width;
    private final int context;
    private final float[][] embeddings;
    private final float[][] positions;
    private final Block[] blocks;
    private final LayerNorm norm;
    private final Linear head;

    Decoder(Bundle bundle, Part part) {
        Weights weights = bundle.weights(part);
        width = part.size("width");
        context = part.size("context");
        Tensor table = weights.take("emb.weight", part.size("rows"), width);
        embeddings = Rows.of(table);
        head = new Linear(table, null);
        positions = Layers.rows(weights, "pos", context, width);
        blocks =
                Block.several(weights, "blocks", part.size("blocks"), width, part.size("heads"), Set.of(Block.Has.OWN));
        norm = Layers.norm(weights, "norm", width);
        weights.finish();
    }

    int width() {
        return width;
    }

    int context() {
        return context;
    }

    /** Returns how many tokens there are rows for. */
    int rows() {
        return embeddings.length;
    }

    /** Returns the row of a token; not to be changed. */
    float[] embedding(int id) {
        return embeddings[id];
    }

    float[] logits(float[] hidden) {
        return head.apply(hidden);
    }

    /** Returns a sequence of no length. */
    Sequence start() {
        return new Sequence();
    }

    /** A sequence that grows; keeps the keys and values of what it was fed. Not thread-safe. */
    final class Sequence {
        private final Memory[] memories = new Memory[blocks.length];
        private int length;

        private Sequence() {
            for (int i = 0; i < blocks.length; i++) {
                memories[i] = blocks[i].memory(context);
            }
        }

        int length() {
            return length;
        }

        /** Feeds rows, which stay as they are, and returns the hidden states after the last norm, one for each. */
        float[][] feed(float[][] rows) {
            float[][] x = Rows.copy(rows);
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < width; j++) {
                    x[i][j] += positions[length + i][j];
                }
            }
            for (int i = 0; i < blocks.length; i++) {
                blocks[i].next(x, memories[i]);
            }
            length += x.length;
            return norm.apply(x);
        }
    }
}
