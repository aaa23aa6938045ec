package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.tensor.Activation;
import dev.polyphony.tools.anytoany.tensor.LayerNorm;
import dev.polyphony.tools.anytoany.tensor.Linear;
import dev.polyphony.tools.anytoany.tensor.Memory;
import dev.polyphony.tools.anytoany.tensor.Rows;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A block of a transformer, norms first: attention to itself, to a context, and two layers; some parts are optional. */
final class Block {
    /** The optional parts. */
    enum Has {
        /** Attention of the rows to each other. */
        OWN,
        /** Attention to a context. */
        CROSS,
        /** Scale and shift of two norms, made from a vector. */
        ADAPTIVE
    }

    private static final int WIDER = 4;

    private final int width;
    private final int heads;
    private final @Nullable LayerNorm ownNorm;
    private final @Nullable Attention own;
    private final @Nullable LayerNorm crossNorm;
    private final @Nullable Attention cross;
    private final @Nullable Linear adapt;
    private final LayerNorm norm;
    private final Linear up;
    private final Linear down;

    Block(Weights weights, int width, int heads, Set<Has> has) {
        this.width = width;
        this.heads = heads;
        boolean seesItself = has.contains(Has.OWN);
        boolean seesContext = has.contains(Has.CROSS);
        adapt = has.contains(Has.ADAPTIVE) ? Layers.linear(weights, "ad", width, 4 * width) : null;
        ownNorm = seesItself ? Layers.norm(weights, "n1", width) : null;
        own = seesItself ? new Attention(weights.under("sa"), width, heads) : null;
        crossNorm = seesContext ? Layers.norm(weights, "n2", width) : null;
        cross = seesContext ? new Attention(weights.under("ca"), width, heads) : null;
        norm = Layers.norm(weights, "n3", width);
        up = Layers.linear(weights, "up", width, WIDER * width);
        down = Layers.linear(weights, "down", WIDER * width, width);
    }

    /** Returns blocks {@code NAME.0}, {@code NAME.1}, … */
    static Block[] several(Weights weights, String name, int count, int width, int heads, Set<Has> has) {
        Block[] blocks = new Block[count];
        for (int i = 0; i < count; i++) {
            blocks[i] = new Block(weights.under(name + "." + i), width, heads, has);
        }
        return blocks;
    }

    /** Returns an empty memory for {@link #next}. */
    Memory memory(int capacity) {
        return new Memory(width, heads, capacity);
    }

    /** Changes x in place and returns it; for blocks that see nothing but x. */
    float[][] apply(float[][] x) {
        return apply(x, new float[0][], new float[0]);
    }

    /**
     * Changes x in place and returns it.
     *
     * @param context what a block with {@code CROSS} looks at
     * @param vector what a block with {@code ADAPTIVE} goes by
     */
    float[][] apply(float[][] x, float[][] context, float[] vector) {
        float[] change = adapt == null ? new float[0] : adapt.apply(vector);
        if (own != null && ownNorm != null) {
            float[][] y = adapted(ownNorm.apply(x), change, 0);
            Rows.add(x, own.apply(y, y));
        }
        if (cross != null && crossNorm != null) {
            Rows.add(x, cross.apply(crossNorm.apply(x), context));
        }
        return widen(x, change);
    }

    /** Changes x, the next rows of a sequence, in place and returns it; the memory holds the rows before and takes these. */
    float[][] next(float[][] x, Memory memory) {
        if (own == null || ownNorm == null) {
            throw new IllegalStateException("this block does not see its own rows");
        }
        Rows.add(x, own.next(ownNorm.apply(x), memory));
        return widen(x, new float[0]);
    }

    private float[][] widen(float[][] x, float[] change) {
        float[][] y = adapted(norm.apply(x), change, 2 * width);
        return Rows.add(x, down.apply(Activation.gelu(up.apply(y))));
    }

    /** Scales by one stretch of the change and shifts by the next. */
    private float[][] adapted(float[][] y, float[] change, int at) {
        if (change.length > 0) {
            for (float[] row : y) {
                for (int j = 0; j < width; j++) {
                    row[j] = row[j] * (1 + change[at + j]) + change[at + width + j];
                }
            }
        }
        return y;
    }
}
