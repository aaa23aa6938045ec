package dev.polyphony.tools.media;

import java.util.Arrays;

/**
 * Changes the sample rate of a stream by a Kaiser-windowed sinc: flat to 90 % of the lower half-rate, what would fold over
 * is below -80 dB. The output begins with the input and lasts as long. For one stream and one thread.
 */
final class Resampler implements FloatSink {
    private static final int ZERO_CROSSINGS = 32;
    private static final int PHASES = 512;
    private static final double BETA = 9.0;
    private static final double ROLL_OFF = 0.945;
    private static final int BLOCK = 4_096;

    private final int from;
    private final int to;
    private final FloatSink target;
    private final int half;
    private final float[] kernel;
    private final float[] out = new float[BLOCK];

    private float[] held = new float[BLOCK];
    private int heldCount;
    private long heldStart;
    private long taken;
    private long given;

    private Resampler(int from, int to, FloatSink target) {
        this.from = from;
        this.to = to;
        this.target = target;
        double cutoff = ROLL_OFF * Math.min(1.0, (double) to / from);
        this.half = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
        this.kernel = kernel(cutoff, half);
        this.heldStart = -half;
        this.heldCount = half;
        if (held.length < half) {
            held = new float[half];
        }
    }

    /** Returns a sink that passes what it takes on at another rate. */
    static FloatSink between(int from, int to, FloatSink target) {
        return from == to ? target : new Resampler(from, to, target);
    }

    /** Returns the filter at {@code PHASES} points a sample, from its middle to its end. */
    private static float[] kernel(double cutoff, int half) {
        float[] table = new float[half * PHASES + 2];
        double scale = bessel(BETA);
        for (int i = 0; i <= half * PHASES; i++) {
            double t = (double) i / PHASES;
            double x = Math.PI * cutoff * t;
            double sinc = i == 0 ? 1 : Math.sin(x) / x;
            double edge = t / half;
            table[i] = (float) (cutoff * sinc * bessel(BETA * Math.sqrt(Math.max(0, 1 - edge * edge))) / scale);
        }
        return table;
    }

    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 40; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    @Override
    public void accept(float[] samples, int count) {
        hold(samples, count);
        taken += count;
        give(taken - half);
    }

    @Override
    public void end() {
        hold(new float[half + 1], half + 1);
        give(taken);
        target.end();
    }

    private void hold(float[] samples, int count) {
        if (held.length - heldCount < count) {
            held = Arrays.copyOf(held, Math.max(heldCount + count, held.length * 2));
        }
        System.arraycopy(samples, 0, held, heldCount, count);
        heldCount += count;
    }

    /** Makes every sample whose middle lies before a place of the input. */
    private void give(long end) {
        int count = 0;
        while (true) {
            long whole = given * from / to;
            if (whole >= end) {
                break;
            }
            double fraction = (double) (given * from % to) / to;
            out[count++] = at((int) (whole - heldStart), fraction);
            given++;
            if (count == BLOCK) {
                target.accept(out, count);
                count = 0;
            }
        }
        target.accept(out, count);
        forget();
    }

    private float at(int middle, double fraction) {
        float sum = 0;
        int left = Math.min(half - 1, middle);
        for (int i = 0; i <= left; i++) {
            sum += held[middle - i] * weight(i + fraction);
        }
        for (int i = 1; i <= half; i++) {
            sum += held[middle + i] * weight(i - fraction);
        }
        return sum;
    }

    private float weight(double distance) {
        float place = (float) (distance * PHASES);
        int index = (int) place;
        return kernel[index] + (place - index) * (kernel[index + 1] - kernel[index]);
    }

    private void forget() {
        long needed = given * from / to - half;
        int drop = (int) Math.min(heldCount, Math.max(0, needed - heldStart));
        if (drop > held.length / 2) {
            System.arraycopy(held, drop, held, 0, heldCount - drop);
            heldCount -= drop;
            heldStart += drop;
        }
    }
}
