package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.tensor.LayerNorm;
import dev.polyphony.tools.anytoany.tensor.Linear;
import dev.polyphony.tools.anytoany.tensor.Rows;
import java.util.Set;

/** The net of an output projector: queries read the hidden states of signal tokens and become conditioning. Thread-safe. */
final class SignalReader {
    private final Linear in;
    private final Block encoder;
    private final LayerNorm encoderNorm;
    private final float[][] queries;
    private final Block decoder;
    private final LayerNorm norm;
    private final Linear out;

    SignalReader(Bundle bundle, Part part) {
        Weights weights = bundle.weights(part);
        int width = part.size("width");
        int heads = part.size("heads");
        in = Layers.linear(weights, "fc", part.size("in"), width);
        encoder = new Block(weights.under("enc"), width, heads, Set.of(Block.Has.OWN));
        encoderNorm = Layers.norm(weights, "enc_norm", width);
        queries = Layers.rows(weights, "queries", part.size("queries"), width);
        decoder = new Block(weights.under("dec"), width, heads, Set.of(Block.Has.OWN, Block.Has.CROSS));
        norm = Layers.norm(weights, "norm", width);
        out = Layers.linear(weights, "model", width, width);
        weights.finish();
    }

    /** Returns the conditioning for hidden states and the embeddings of the tokens that they belong to. */
    float[][] conditioning(float[][] hidden, float[][] embeddings) {
        float[][] x = in.apply(Rows.add(Rows.copy(hidden), embeddings));
        x = encoderNorm.apply(encoder.apply(x));
        return out.apply(norm.apply(decoder.apply(Rows.copy(queries), x, new float[0])));
    }
}
