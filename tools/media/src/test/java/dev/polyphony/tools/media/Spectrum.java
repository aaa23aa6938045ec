package dev.polyphony.tools.media;

/** Measures sound. */
final class Spectrum {
    private Spectrum() {}

    /** Returns how strong a frequency is in the middle of a clip: the amplitude of its sine. */
    static double amplitude(AudioClip clip, double hertz) {
        float[] samples = clip.toArray();
        int count = Math.min(samples.length / 2, 1 << 14);
        int from = (samples.length - count) / 2;
        double turn = 2 * Math.cos(2 * Math.PI * hertz / clip.sampleRate());
        double last = 0;
        double before = 0;
        for (int i = 0; i < count; i++) {
            // a triangular window, and Goertzel's recursion
            double window = 1 - Math.abs(2.0 * i / count - 1);
            double now = window * samples[from + i] + turn * last - before;
            before = last;
            last = now;
        }
        return 2 * Math.sqrt(last * last + before * before - turn * last * before) / (count / 2.0);
    }

    /** Returns the strongest frequency below 4 kHz, to half a hertz. */
    static double peak(AudioClip clip) {
        double coarse = strongest(clip, 50, Math.min(4_000, clip.sampleRate() / 2.0), 2);
        return strongest(clip, coarse - 5, coarse + 5, 0.5);
    }

    private static double strongest(AudioClip clip, double from, double to, double step) {
        double best = 0;
        double strongest = -1;
        for (double hertz = from; hertz < to; hertz += step) {
            double amplitude = amplitude(clip, hertz);
            if (amplitude > strongest) {
                strongest = amplitude;
                best = hertz;
            }
        }
        return best;
    }
}
