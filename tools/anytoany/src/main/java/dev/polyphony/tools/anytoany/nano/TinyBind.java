package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.tensor.LayerNorm;
import dev.polyphony.tools.anytoany.tensor.Linear;
import dev.polyphony.tools.anytoany.tensor.Rows;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The net of the modality encoder: one stem and one table of positions a modality, one shared trunk. Thread-safe. */
final class TinyBind {
    private final Map<Modality, Linear> stems = new EnumMap<>(Modality.class);
    private final Map<Modality, float[][]> positions = new EnumMap<>(Modality.class);
    private final Block[] blocks;
    private final LayerNorm norm;
    private final Linear pool;
    private final int width;

    TinyBind(Bundle bundle, Part part) {
        Weights weights = bundle.weights(part);
        width = part.size("width");
        Part widths = part.under("stems");
        for (Modality modality : List.of(Modality.IMAGE, Modality.VIDEO, Modality.AUDIO)) {
            String name = modality.portName();
            if (widths.has(name)) {
                stems.put(modality, Layers.linear(weights, "stem." + name, widths.size(name), width));
                positions.put(modality, Layers.rows(weights, "pos." + name, part.size("tokens"), width));
            }
        }
        blocks =
                Block.several(weights, "blocks", part.size("blocks"), width, part.size("heads"), Set.of(Block.Has.OWN));
        norm = Layers.norm(weights, "norm", width);
        pool = Layers.linear(weights, "pool", width, width);
        weights.finish();
    }

    int width() {
        return width;
    }

    Set<Modality> modalities() {
        return Set.copyOf(stems.keySet());
    }

    /** Returns the tokens of a medium, given as patches. */
    float[][] tokens(Modality modality, float[][] patches) {
        Linear stem = stems.get(modality);
        float[][] places = positions.get(modality);
        if (stem == null || places == null) {
            throw new RegistrationException(
                    "the encoder has no stem for %s.\nMaybe model.json names one too many.".formatted(modality));
        }
        float[][] x = Rows.add(stem.apply(patches), places);
        for (Block block : blocks) {
            block.apply(x);
        }
        return norm.apply(x);
    }

    /** Returns the unit vector that stands for all tokens. */
    float[] pooled(float[][] tokens) {
        float[] mean = new float[width];
        for (float[] token : tokens) {
            for (int j = 0; j < width; j++) {
                mean[j] += token[j] / tokens.length;
            }
        }
        float[] pooled = pool.apply(mean);
        double square = 0;
        for (float value : pooled) {
            square += value * value;
        }
        float length = (float) Math.max(Math.sqrt(square), 1e-12);
        for (int j = 0; j < width; j++) {
            pooled[j] /= length;
        }
        return pooled;
    }
}
