package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.tensor.Activation;
import dev.polyphony.tools.anytoany.tensor.Linear;

/** The end of a {@link FlowNet}: each patch proposes a few colours, each pixel is a blend of them, plus a linear rest. */
final class Mixture {
    private final int channels;
    private final int choices;
    private final Linear rest;
    private final Linear logits;
    private final Linear colours;

    Mixture(Weights weights, int width, int patch, int channels, int choices) {
        this.channels = channels;
        this.choices = choices;
        rest = Layers.linear(weights, "out", width, patch);
        logits = Layers.linear(weights, "mix_logits", width, patch / channels * choices);
        colours = Layers.linear(weights, "mix_colors", width, channels * choices);
    }

    /** Returns clean patches for the last hidden rows. */
    float[][] apply(float[][] hidden) {
        float[][] clean = rest.apply(hidden);
        float[][] prior = logits.apply(hidden);
        float[][] colour = colours.apply(hidden);
        for (int i = 0; i < clean.length; i++) {
            blend(clean[i], prior[i], colour[i]);
        }
        return clean;
    }

    private void blend(float[] clean, float[] prior, float[] colour) {
        float[] share = new float[choices];
        for (int pixel = 0; pixel < clean.length / channels; pixel++) {
            System.arraycopy(prior, pixel * choices, share, 0, choices);
            Activation.softmax(share, choices);
            for (int k = 0; k < choices; k++) {
                for (int c = 0; c < channels; c++) {
                    clean[pixel * channels + c] += share[k] * colour[k * channels + c];
                }
            }
        }
    }
}
