package dev.polyphony.tools.anytoany.schedule;

import java.util.List;

/**
 * How a diffusion net was trained and is to be called: what the samplers of one net have in common. Immutable.
 *
 * @param noise how much noise there was at each time
 * @param prediction what the net says; not {@code VELOCITY}
 * @param spacing how the times of a run are chosen
 * @param offset what is added to the times of {@code LEADING}
 * @param endsClean whether the last step ends without any noise; otherwise with that of the first time of training
 */
public record Diffusion(NoiseSchedule noise, Prediction prediction, Spacing spacing, int offset, boolean endsClean) {
    /** @throws IllegalArgumentException if the prediction is that of a flow, or the offset leaves the times of training */
    public Diffusion {
        if (prediction == Prediction.VELOCITY) {
            throw new IllegalArgumentException(
                    "VELOCITY is the prediction of a flow.\nMaybe V is meant, or RectifiedFlow.");
        }
        if (offset < 0 || offset >= noise.trainSteps()) {
            throw new IllegalArgumentException("offset (%d) must be in [0, %d)".formatted(offset, noise.trainSteps()));
        }
    }

    /** Returns the settings of latent diffusion: leading times moved by one, a rest of noise at the end. */
    public static Diffusion latent(NoiseSchedule noise, Prediction prediction) {
        return new Diffusion(noise, prediction, Spacing.LEADING, 1, false);
    }

    /** Returns the times of a run of that many steps, whole numbers, falling. */
    double[] times(int steps) {
        checkSteps(steps);
        return spacing.times(noise.trainSteps(), steps, spacing == Spacing.LEADING ? offset : 0, true);
    }

    void checkSteps(int steps) {
        if (steps < 1 || steps > noise.trainSteps()) {
            throw new IllegalArgumentException(
                    "steps (%d) must be in [1, %d].\nMaybe 20 to 50.".formatted(steps, noise.trainSteps()));
        }
    }

    /** Returns the content at a time before the first one of training. */
    double finalContent(List<Double> contents) {
        return endsClean ? 1 : contents.get(0);
    }

    /** Returns the content that a net means by what it said about x, where {@code a} is the share of content. */
    double content(double said, double x, double a) {
        return switch (prediction) {
            case EPSILON -> (x - Math.sqrt(1 - a) * said) / Math.sqrt(a);
            case V -> Math.sqrt(a) * x - Math.sqrt(1 - a) * said;
            default -> said;
        };
    }

    /** Returns the noise that a net means by what it said about x, where {@code a} is the share of content. */
    double noise(double said, double x, double a) {
        return switch (prediction) {
            case EPSILON -> said;
            case V -> Math.sqrt(a) * said + Math.sqrt(1 - a) * x;
            default -> (x - Math.sqrt(a) * said) / Math.sqrt(1 - a);
        };
    }
}
