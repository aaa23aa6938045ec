package dev.polyphony.tools.anytoany.schedule;

import java.util.List;

/** The ratio of noise to content (sigma) at the times of a run, with 0 for its end. */
final class NoiseLevels {
    private NoiseLevels() {}

    /** Returns {@code times.length + 1} levels, falling to 0; between two times of training they are interpolated. */
    static double[] at(double[] times, NoiseSchedule noise) {
        List<Double> contents = noise.contents();
        double[] levels = new double[times.length + 1];
        for (int i = 0; i < times.length; i++) {
            int below = (int) Math.floor(times[i]);
            int above = Math.min(below + 1, contents.size() - 1);
            double share = times[i] - below;
            levels[i] = (1 - share) * level(contents.get(below)) + share * level(contents.get(above));
        }
        return levels;
    }

    private static double level(double content) {
        return Math.sqrt((1 - content) / content);
    }

    /** Returns the share of content at a level: {@code 1 / (1 + sigma^2)}. */
    static double content(double level) {
        return 1 / (1 + level * level);
    }
}
