package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.tensor.LayerNorm;
import dev.polyphony.tools.anytoany.tensor.Linear;
import dev.polyphony.tools.anytoany.tensor.Rows;

/** Reads layers of a file by the names that PyTorch gives their weights. */
final class Layers {
    private static final double EPSILON = 1e-5;

    private Layers() {}

    static Linear linear(Weights weights, String name, int in, int out) {
        return new Linear(weights.take(name + ".weight", out, in), weights.take(name + ".bias", out));
    }

    static LayerNorm norm(Weights weights, String name, int width) {
        return new LayerNorm(weights.take(name + ".weight", width), weights.take(name + ".bias", width), EPSILON);
    }

    static float[][] rows(Weights weights, String name, int rows, int columns) {
        return Rows.of(weights.take(name, rows, columns));
    }
}
