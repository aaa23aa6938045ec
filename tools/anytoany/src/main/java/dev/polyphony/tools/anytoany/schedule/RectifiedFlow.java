package dev.polyphony.tools.anytoany.schedule;

/**
 * Euler's method along straight paths: {@code x = (1 - s) content + s noise}. The time that the net is told is {@code s}, the
 * share of noise, from 1 down.
 *
 * @param shift how much more of the steps lie where there is much noise; 1 spaces them evenly
 * @param prediction {@code VELOCITY} or {@code SAMPLE}
 */
public record RectifiedFlow(double shift, Prediction prediction) implements Scheduler {
    /** @throws IllegalArgumentException if the shift isn't positive or the prediction is that of diffusion */
    public RectifiedFlow {
        if (!(shift > 0)) {
            throw new IllegalArgumentException("shift (%s) must be positive.\nMaybe 1.".formatted(shift));
        }
        if (prediction != Prediction.VELOCITY && prediction != Prediction.SAMPLE) {
            throw new IllegalArgumentException(
                    "%s is no prediction of a flow.\nMaybe VELOCITY or SAMPLE.".formatted(prediction));
        }
    }

    @Override
    public Sampler sampler(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps (%d) must be at least 1.\nMaybe 12.".formatted(steps));
        }
        return new Sampler() {
            @Override
            public int calls() {
                return steps;
            }

            @Override
            public double time(int call) {
                double even = 1 - call / (double) steps;
                return shift * even / (1 + (shift - 1) * even);
            }

            @Override
            public void step(int call, float[] said, float[] x) {
                double now = time(call);
                double then = time(call + 1);
                for (int i = 0; i < x.length; i++) {
                    double velocity = prediction == Prediction.VELOCITY ? said[i] : (x[i] - said[i]) / now;
                    x[i] = (float) (x[i] + (then - now) * velocity);
                }
            }
        };
    }
}
