package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.tensor.Linear;
import dev.polyphony.tools.anytoany.tensor.Memory;
import java.util.Arrays;

/** Attention of x over c: keys and values come from one layer, keys first. */
final class Attention {
    private final int width;
    private final int heads;
    private final Linear query;
    private final Linear keyAndValue;
    private final Linear out;

    Attention(Weights weights, int width, int heads) {
        this.width = width;
        this.heads = heads;
        query = Layers.linear(weights, "q", width, width);
        keyAndValue = Layers.linear(weights, "kv", width, 2 * width);
        out = Layers.linear(weights, "o", width, width);
    }

    /** Returns what x sees in c. */
    float[][] apply(float[][] x, float[][] c) {
        Memory memory = new Memory(width, heads, c.length);
        remember(c, memory);
        return out.apply(memory.attend(query.apply(x), false));
    }

    /** Returns what x sees in itself and in what the memory holds of the same sequence, and adds x to it. */
    float[][] next(float[][] x, Memory memory) {
        remember(x, memory);
        return out.apply(memory.attend(query.apply(x), true));
    }

    private void remember(float[][] c, Memory memory) {
        float[][] both = keyAndValue.apply(c);
        float[][] keys = new float[both.length][];
        float[][] values = new float[both.length][];
        for (int i = 0; i < both.length; i++) {
            keys[i] = Arrays.copyOf(both[i], width);
            values[i] = Arrays.copyOfRange(both[i], width, 2 * width);
        }
        memory.add(keys, values);
    }
}
