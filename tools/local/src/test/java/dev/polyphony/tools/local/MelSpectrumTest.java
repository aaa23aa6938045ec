package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.polyphony.tools.media.AudioClip;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MelSpectrumTest {
    @ParameterizedTest
    @ValueSource(ints = {200, 1000, 3000, 7000})
    void isLoudestInTheBandOfATone(int hertz) {
        MelSpectrum spectrum = MelSpectrum.of(tone(hertz, 1), 100, () -> false);
        int loudest = 0;
        for (int band = 1; band < MelSpectrum.BANDS; band++) {
            loudest = spectrum.decibels(50, band) > spectrum.decibels(50, loudest) ? band : loudest;
        }
        double expected = MelSpectrum.mel(hertz) / MelSpectrum.mel(8000) * (MelSpectrum.BANDS + 1) - 1;
        assertThat((double) loudest).isCloseTo(expected, within(1.5));
        assertThat(spectrum.decibels(50, loudest)).isCloseTo(0, within(1.0));
        assertThat(spectrum.decibels(50, (loudest + 60) % MelSpectrum.BANDS)).isLessThan(-40);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.5, 60})
    void fitsIntoItsColumns(double seconds) {
        MelSpectrum spectrum = MelSpectrum.of(tone(440, seconds), 100, () -> false);
        assertThat(spectrum.columns()).isBetween(1, 100);
        assertThat(spectrum.seconds()).isCloseTo(seconds, within(1e-3));
        BufferedImage picture = SpectrumPainter.paint(spectrum);
        assertThat(picture.getWidth()).isGreaterThan(SpectrumPainter.COLUMNS);
        assertThat(new Color(picture.getRGB(2, 2))).isEqualTo(Color.WHITE);
    }

    @Test
    void transformsLikeTheDefinition() {
        Random random = new Random(7);
        double[] samples = random.doubles(16, -1, 1).toArray();
        double[] power = new Fft(16).power(samples);
        for (int f = 0; f <= 8; f++) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < 16; i++) {
                real += samples[i] * Math.cos(2 * Math.PI * f * i / 16);
                imaginary -= samples[i] * Math.sin(2 * Math.PI * f * i / 16);
            }
            assertThat(power[f]).isCloseTo(real * real + imaginary * imaginary, within(1e-9));
        }
    }

    @Test
    void refusesASizeThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new Fft(12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("(12)", "power of two", "Maybe");
    }

    @Test
    void coloursRiseFromDarkToLight() {
        assertThat(SpectrumPainter.colour(0)).isEqualTo(0x000004);
        assertThat(SpectrumPainter.colour(1)).isEqualTo(0xfcfdbf);
        assertThat(SpectrumPainter.colour(-5)).isEqualTo(SpectrumPainter.colour(0));
    }

    private static AudioClip tone(int hertz, double seconds) {
        FloatBuffer samples = FloatBuffer.allocate((int) (seconds * 16_000));
        for (int i = 0; i < samples.capacity(); i++) {
            samples.put((float) (0.5 * Math.sin(2 * Math.PI * hertz * i / 16_000)));
        }
        return new AudioClip(samples.flip(), 16_000);
    }
}
