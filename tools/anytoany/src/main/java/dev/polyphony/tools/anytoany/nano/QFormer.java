package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.tensor.LayerNorm;
import dev.polyphony.tools.anytoany.tensor.Linear;
import dev.polyphony.tools.anytoany.tensor.Rows;
import java.util.List;
import java.util.Set;

/** The net of the input projector: queries read the encoder's tokens and become soft tokens. Thread-safe. */
final class QFormer {
    private final List<String> modalities;
    private final float[][] queries;
    private final LayerNorm normIn;
    private final Block block;
    private final LayerNorm norm;
    private final Linear out;
    private final float[][] rows;

    QFormer(Bundle bundle, Part part) {
        Weights weights = bundle.weights(part);
        int width = part.size("width");
        modalities = part.texts("modalities");
        queries = Layers.rows(weights, "queries", part.size("queries"), width);
        normIn = Layers.norm(weights, "norm_in", width);
        block = new Block(weights.under("block"), width, part.size("heads"), Set.of(Block.Has.CROSS));
        norm = Layers.norm(weights, "norm", width);
        out = Layers.linear(weights, "out", width, part.size("out"));
        rows = Layers.rows(weights, "modality.weight", modalities.size(), part.size("out"));
        weights.finish();
    }

    /** Returns what the queries read out of tokens. */
    float[][] read(float[][] tokens) {
        return norm.apply(block.apply(Rows.copy(queries), normIn.apply(tokens), new float[0]));
    }

    /** Returns the soft tokens of a medium. */
    float[][] soft(Modality modality, float[][] tokens) {
        int row = modalities.indexOf(modality.portName());
        if (row < 0) {
            throw new RegistrationException(
                    "the input projector knows %s, not %s.\nMaybe model.json names an encoder too many."
                            .formatted(modalities, modality));
        }
        return Rows.addToAll(out.apply(read(tokens)), rows[row]);
    }

    /** Returns the width of the soft tokens. */
    int outWidth() {
        return rows[0].length;
    }
}
