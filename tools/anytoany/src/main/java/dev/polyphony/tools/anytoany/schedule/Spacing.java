package dev.polyphony.tools.anytoany.schedule;

/** How the times of a run are taken from the times of training. */
public enum Spacing {
    /** Multiples of a whole step from 0 up, moved by the offset. */
    LEADING,
    /** Evenly from the first time to the last, both included. */
    LINSPACE,
    /** Evenly downwards from the last time. */
    TRAILING;

    /** Returns the times of a run, falling; whole numbers unless {@code LINSPACE} leaves them unrounded. */
    double[] times(int trainSteps, int steps, int offset, boolean rounded) {
        double[] times = new double[steps];
        for (int i = 0; i < steps; i++) {
            times[i] = switch (this) {
                case LEADING -> (double) (steps - 1 - i) * (trainSteps / steps) + offset;
                case LINSPACE -> steps == 1 ? 0 : (trainSteps - 1.0) * (steps - 1 - i) / (steps - 1);
                case TRAILING -> Math.rint(trainSteps - i * (trainSteps / (double) steps)) - 1;
            };
            times[i] = rounded ? Math.rint(times[i]) : times[i];
        }
        return times;
    }
}
