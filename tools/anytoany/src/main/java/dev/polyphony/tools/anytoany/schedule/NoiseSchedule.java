package dev.polyphony.tools.anytoany.schedule;

import java.util.List;

/**
 * How much noise there was at each time of training, in a variance-preserving process: {@code x_t = sqrt(a_t) content +
 * sqrt(1 - a_t) noise}. Immutable.
 *
 * @param growth how the noise of one step grows
 * @param first noise of the first step, in (0, 1)
 * @param last noise of the last step, in (0, 1)
 * @param trainSteps number of steps, at least 1
 */
public record NoiseSchedule(Growth growth, double first, double last, int trainSteps) {
    /** How the noise of one step grows from the first to the last. */
    public enum Growth {
        /** Evenly. */
        LINEAR,
        /** Evenly in its square root: latent diffusion. */
        SCALED_LINEAR
    }

    /** @throws IllegalArgumentException if a value is out of range */
    public NoiseSchedule {
        if (!(first > 0 && first <= last && last < 1) || trainSteps < 1) {
            throw new IllegalArgumentException(
                    "noise from %s to %s over %d steps: it must grow within (0, 1) over at least one step.\nMaybe 0.00085 to 0.012 over 1000."
                            .formatted(first, last, trainSteps));
        }
    }

    /** Returns the noise of Stable Diffusion and Zeroscope. */
    public static NoiseSchedule stableDiffusion() {
        return new NoiseSchedule(Growth.SCALED_LINEAR, 0.00085, 0.012, 1000);
    }

    /** Returns the noise of AudioLDM. */
    public static NoiseSchedule audioLdm() {
        return new NoiseSchedule(Growth.SCALED_LINEAR, 0.0015, 0.0195, 1000);
    }

    /** Returns the share of content {@code a_t} at each time, falling, each in (0, 1). */
    List<Double> contents() {
        Double[] contents = new Double[trainSteps];
        double left = 1;
        for (int t = 0; t < trainSteps; t++) {
            left *= 1 - noise(t);
            contents[t] = left;
        }
        return List.of(contents);
    }

    private double noise(int t) {
        double share = trainSteps == 1 ? 0 : t / (trainSteps - 1.0);
        if (growth == Growth.LINEAR) {
            return first + share * (last - first);
        }
        double root = Math.sqrt(first) + share * (Math.sqrt(last) - Math.sqrt(first));
        return root * root;
    }
}
