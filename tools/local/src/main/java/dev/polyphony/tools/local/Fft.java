package dev.polyphony.tools.local;

/** The fast Fourier transform of a power of two of real samples. One object, one thread. */
final class Fft {
    private final int size;
    private final double[] cos;
    private final double[] sin;
    private final double[] real;
    private final double[] imaginary;

    /** @param size a power of two */
    Fft(int size) {
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size (%d) is no power of two.\nMaybe 1024.".formatted(size));
        }
        this.size = size;
        cos = new double[size / 2];
        sin = new double[size / 2];
        real = new double[size];
        imaginary = new double[size];
        for (int i = 0; i < size / 2; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / size);
            sin[i] = -Math.sin(2 * Math.PI * i / size);
        }
    }

    /** Returns the squared magnitudes of the frequencies 0 to size / 2. */
    double[] power(double[] samples) {
        int shift = 32 - Integer.numberOfTrailingZeros(size);
        for (int i = 0; i < size; i++) {
            int from = size == 1 ? 0 : Integer.reverse(i) >>> shift;
            real[i] = samples[from];
            imaginary[i] = 0;
        }
        for (int half = 1; half < size; half *= 2) {
            butterflies(half);
        }
        double[] power = new double[size / 2 + 1];
        for (int i = 0; i < power.length; i++) {
            power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
        }
        return power;
    }

    private void butterflies(int half) {
        int step = size / (2 * half);
        for (int start = 0; start < size; start += 2 * half) {
            for (int i = 0; i < half; i++) {
                int even = start + i;
                int odd = even + half;
                double re = real[odd] * cos[i * step] - imaginary[odd] * sin[i * step];
                double im = real[odd] * sin[i * step] + imaginary[odd] * cos[i * step];
                real[odd] = real[even] - re;
                imaginary[odd] = imaginary[even] - im;
                real[even] += re;
                imaginary[even] += im;
            }
        }
    }
}
