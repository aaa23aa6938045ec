package dev.polyphony.tools.anytoany.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 64})
    void isTheSumOfTurningNumbersAndGoesBack(int size) {
        Random random = new Random(size);
        double[] real = random.doubles(size).toArray();
        double[] imaginary = random.doubles(size).toArray();
        double[] re = real.clone();
        double[] im = imaginary.clone();
        Fft fft = new Fft(size);
        fft.forward(re, im);
        for (int k = 0; k < size; k++) {
            double x = 0;
            double y = 0;
            for (int n = 0; n < size; n++) {
                double angle = -2 * Math.PI * k * n / size;
                x += real[n] * Math.cos(angle) - imaginary[n] * Math.sin(angle);
                y += real[n] * Math.sin(angle) + imaginary[n] * Math.cos(angle);
            }
            assertThat(re[k]).isEqualTo(x, within(1e-10));
            assertThat(im[k]).isEqualTo(y, within(1e-10));
        }
        fft.backward(re, im);
        assertThat(re).containsExactly(real, within(1e-12));
        assertThat(im).containsExactly(imaginary, within(1e-12));
    }

    @Test
    void refusesOtherSizes() {
        assertThatThrownBy(() -> new Fft(1000)).hasMessageContainingAll("1000", "1024");
    }
}
