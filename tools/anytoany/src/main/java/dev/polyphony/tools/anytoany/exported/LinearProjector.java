package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.pipeline.Features;
import dev.polyphony.tools.anytoany.pipeline.InputProjector;
import dev.polyphony.tools.anytoany.tensor.Activation;
import dev.polyphony.tools.anytoany.tensor.Linear;
import dev.polyphony.tools.anytoany.tensor.Rows;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Linear layers, with the exact GELU between them: one of NExT-GPT on what stands for a medium as a whole, two of LLaVA-1.5 on each patch. */
final class LinearProjector implements InputProjector {
    private final List<Linear> layers = new ArrayList<>();
    private final boolean pooled;

    /** Reads {@code file}, {@code widths} (first in, last out) and {@code of} ({@code pooled} or {@code tokens}). */
    LinearProjector(Bundle bundle, Part part) {
        pooled = part.choice("of", "pooled", "tokens").equals("pooled");
        List<Integer> widths = part.sizes("widths");
        Weights weights = bundle.weights(part);
        for (int i = 0; i + 1 < widths.size(); i++) {
            layers.add(new Linear(
                    weights.take(i + ".weight", widths.get(i + 1), widths.get(i)),
                    weights.take(i + ".bias", widths.get(i + 1))));
        }
        weights.finish();
    }

    @Override
    public Tensor project(Modality modality, Features features) {
        float[][] x = Rows.of(pooled ? features.pooled() : features.tokens());
        for (int i = 0; i < layers.size(); i++) {
            x = layers.get(i).apply(i == 0 ? x : Activation.gelu(x));
        }
        return Rows.tensor(x);
    }
}
