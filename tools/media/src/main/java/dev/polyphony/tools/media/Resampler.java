package dev.polyphony.tools.media;

import java.util.Arrays;

/**
 * Changes the sample rate of a stream by a Kaiser-windowed sinc: flat to 85 % of the lower half-rate; what would fold into that
 * is below -80 dB. The output begins with the input and lasts as long. For one stream and one thread.
 */
final class Resampler implements FloatSink {
    private static final int ZERO_CROSSINGS = 32;
    private static final int PHASES = 512;
    private static final double BETA = 9.0;
    private static final double ROLL_OFF = 0.945;
    private static final int BLOCK = 4_096;
    /** The filter from its middle to its end, in {@code PHASES} points for each zero crossing; the same for all rates. */
    private static final float[] KERNEL = kernel();

    private final int from;
    private final int to;
    private final FloatSink target;
    private final double cutoff;
    private final int half;
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
        this.cutoff = ROLL_OFF * Math.min(1.0, (double) to / from);
        this.half = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
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

    private static float[] kernel() {
        float[] table = new float[ZERO_CROSSINGS * PHASES + 2];
        double scale = bessel(BETA);
        for (int i = 0; i < ZERO_CROSSINGS * PHASES; i++) {
            double crossing = (double) i / PHASES;
            double sinc = i == 0 ? 1 : Math.sin(Math.PI * crossing) / (Math.PI * crossing);
            double edge = crossing / ZERO_CROSSINGS;
            table[i] = (float) (sinc * bessel(BETA * Math.sqrt(1 - edge * edge)) / scale);
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
        float step = (float) (cutoff * PHASES);
        float before = (float) (fraction * step);
        float after = step - before;
        float sum = 0;
        for (int i = 0; i < half; i++) {
            sum += held[middle - i] * weight(before + i * step) + held[middle + 1 + i] * weight(after + i * step);
        }
        return sum * (float) cutoff;
    }

    private static float weight(float place) {
        int index = Math.min((int) place, ZERO_CROSSINGS * PHASES);
        return KERNEL[index] + (place - index) * (KERNEL[index + 1] - KERNEL[index]);
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
