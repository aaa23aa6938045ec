package dev.polyphony.bench.nano;

import java.util.Random;

/** Plays notes, chords and effects of the world anew, with level, phase and onset by chance. Thread-safe. */
final class Synth {
    static final int RATE_HZ = 16_000;
    static final int SAMPLES = 16_384;

    private static final double HIGHEST_HZ = 7_500;

    private Synth() {}

    /** Returns a wave in -1..1 of {@link #SAMPLES} samples. */
    static float[] wave(Thing thing, Random random) {
        double onset = between(random, 0.01, 0.08);
        double[] out = new double[SAMPLES];
        switch (thing.kind()) {
            case "note" -> {
                tone(out, thing.hertz(), thing.get("timbre"), onset, random);
                envelope(out, onset, 0.01, between(random, 0.8, 0.88), 0.06);
            }
            case "chord" -> {
                double root = Thing.hertz(Thing.PITCHES.indexOf(thing.get("pitch")), 4);
                for (int step : new int[] {0, thing.get("mode").equals("major") ? 4 : 3, 7}) {
                    tone(out, root * Math.pow(2, step / 12.0), thing.get("timbre"), onset, random);
                }
                envelope(out, onset, 0.01, between(random, 0.8, 0.88), 0.06);
            }
            case "digit" -> out = SpokenDigit.wave(thing.get("digit"), thing.get("voice"), random);
            default -> effect(out, thing.get("effect"), onset, random);
        }
        return levelled(out, between(random, 0.5, 0.9));
    }

    static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private static void tone(double[] out, double hertz, String timbre, double onset, Random random) {
        for (int k = 1; k <= (int) (HIGHEST_HZ / hertz); k++) {
            double phase = 2 * Math.PI * random.nextDouble();
            if (timbre.equals("sine") && k > 1 || timbre.equals("square") && k % 2 == 0) {
                continue;
            }
            for (int i = 0; i < SAMPLES; i++) {
                double t = i / (double) RATE_HZ - onset;
                double fade = timbre.equals("pluck") ? Math.exp(-Math.max(t, 0) * (2.5 + 1.2 * k)) : 1;
                out[i] += fade / k * Math.sin(2 * Math.PI * hertz * k * t + phase);
            }
        }
    }

    private static void envelope(double[] out, double onset, double attack, double end, double release) {
        for (int i = 0; i < SAMPLES; i++) {
            double t = i / (double) RATE_HZ - onset;
            out[i] *= t < 0 ? 0 : clip(t / attack) * clip((end - t) / release);
        }
    }

    static double clip(double value) {
        return Math.max(0, Math.min(1, value));
    }

    private static void effect(double[] out, String effect, double onset, Random random) {
        switch (effect) {
            case "white noise" -> {
                for (int i = 0; i < SAMPLES; i++) {
                    out[i] = random.nextGaussian() * 0.25;
                }
                envelope(out, onset, 0.01, 0.85, 0.05);
            }
            case "a rising sweep", "a falling sweep" -> sweep(out, effect.contains("rising"), onset, random);
            default -> {
                double rate = (effect.startsWith("slow") ? 4 : 12) * between(random, 0.97, 1.03);
                for (int i = 0; i < SAMPLES; i++) {
                    double t = i / (double) RATE_HZ - onset;
                    double since = t - Math.floor(t * rate) / rate;
                    out[i] = random.nextGaussian() * Math.exp(-since / 0.006);
                }
                envelope(out, onset, 0.0005, 0.92, 0.01);
            }
        }
    }

    private static void sweep(double[] out, boolean rising, double onset, Random random) {
        double length = between(random, 0.78, 0.88);
        double low = 300 * between(random, 0.95, 1.05);
        double high = 3_000 * between(random, 0.95, 1.05);
        double phase = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double way = clip((i / (double) RATE_HZ - onset) / length);
            phase += 2
                    * Math.PI
                    * (rising ? low * Math.pow(high / low, way) : high * Math.pow(low / high, way))
                    / RATE_HZ;
            out[i] = Math.sin(phase);
        }
        envelope(out, onset, 0.01, length, 0.03);
    }

    /** Returns a wave whose loudest sample is at a level. */
    static float[] levelled(double[] wave, double level) {
        double most = 1e-6;
        for (double sample : wave) {
            most = Math.max(most, Math.abs(sample));
        }
        float[] out = new float[wave.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (wave[i] / most * level);
        }
        return out;
    }
}
