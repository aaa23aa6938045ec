package dev.polyphony.tools.anytoany.sound;

/** The fast Fourier transform of a power of two of complex numbers. Immutable; thread-safe. */
public final class Fft {
    private final int size;
    private final double[] cos;
    private final double[] sin;
    private final int[] reversed;

    /** @param size a power of two, at least 2 */
    public Fft(int size) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size (%d) is no power of two.\nMaybe 1024.".formatted(size));
        }
        this.size = size;
        cos = new double[size / 2];
        sin = new double[size / 2];
        reversed = new int[size];
        int shift = 32 - Integer.numberOfTrailingZeros(size);
        for (int i = 0; i < size; i++) {
            reversed[i] = Integer.reverse(i) >>> shift;
        }
        for (int i = 0; i < size / 2; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / size);
            sin[i] = -Math.sin(2 * Math.PI * i / size);
        }
    }

    /** Transforms in place: {@code X_k = sum x_n exp(-2 pi i k n / size)}. */
    public void forward(double[] real, double[] imaginary) {
        for (int i = 0; i < size; i++) {
            int j = reversed[i];
            if (i < j) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int half = 1; half < size; half *= 2) {
            for (int start = 0; start < size; start += 2 * half) {
                butterflies(real, imaginary, start, half);
            }
        }
    }

    /** Transforms back in place, so that {@code backward(forward(x))} is x. */
    public void backward(double[] real, double[] imaginary) {
        forward(imaginary, real);
        for (int i = 0; i < size; i++) {
            real[i] /= size;
            imaginary[i] /= size;
        }
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }

    private void butterflies(double[] real, double[] imaginary, int start, int half) {
        int step = size / (2 * half);
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
