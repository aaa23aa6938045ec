package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.tools.anytoany.bundle.Weights;
import dev.polyphony.tools.anytoany.tensor.Activation;
import dev.polyphony.tools.anytoany.tensor.Linear;

/**
 * The end of a {@link FlowNet}: each patch proposes a few colours; the net says beforehand which pixel has which, the noisy
 * pixel speaks for the colour that it is near to, and the patch says how far that is trusted.
 */
final class Mixture {
    private static final double LEAST_NOISE = 0.02;

    private final int channels;
    private final int choices;
    private final Linear rest;
    private final Linear logits;
    private final Linear colours;
    private final Linear trust;

    Mixture(Weights weights, int width, int patch, int channels, int choices) {
        this.channels = channels;
        this.choices = choices;
        rest = Layers.linear(weights, "out", width, patch);
        logits = Layers.linear(weights, "mix_logits", width, patch / channels * choices);
        colours = Layers.linear(weights, "mix_colors", width, channels * choices);
        trust = Layers.linear(weights, "trust", width, 1);
    }

    /** Returns clean patches for the last hidden rows. */
    float[][] apply(float[][] hidden, float[][] noisy, double time) {
        float[][] clean = rest.apply(hidden);
        float[][] prior = logits.apply(hidden);
        float[][] colour = colours.apply(hidden);
        float[][] trusted = trust.apply(hidden);
        double noise = (1 - time) * (1 - time) + LEAST_NOISE;
        for (int i = 0; i < clean.length; i++) {
            blend(clean[i], prior[i], colour[i], noisy[i], trusted[i][0] / noise, time);
        }
        return clean;
    }

    private void blend(float[] clean, float[] prior, float[] colour, float[] noisy, double trust, double time) {
        double[] square = new double[choices];
        for (int k = 0; k < choices; k++) {
            for (int c = 0; c < channels; c++) {
                square[k] += colour[k * channels + c] * colour[k * channels + c];
            }
        }
        float[] share = new float[choices];
        for (int pixel = 0; pixel < clean.length / channels; pixel++) {
            for (int k = 0; k < choices; k++) {
                double likeness = 0;
                for (int c = 0; c < channels; c++) {
                    likeness += noisy[pixel * channels + c] * colour[k * channels + c];
                }
                double evidence = time * likeness - time * time / 2 * square[k];
                share[k] = (float) (prior[pixel * choices + k] + trust * evidence);
            }
            Activation.softmax(share, choices);
            for (int k = 0; k < choices; k++) {
                for (int c = 0; c < channels; c++) {
                    clean[pixel * channels + c] += share[k] * colour[k * channels + c];
                }
            }
        }
    }
}
