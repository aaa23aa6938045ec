package dev.polyphony.tools.anytoany.nano;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpectrogramTest {
    private final Golden golden = new Golden("sound");

    @Test
    void hearsWhatTheTrainerHears() {
        golden.check("spectrogram", Spectrogram.of(golden.values("wave")));
    }

    @Test
    void readsLevelsAsTheTrainerReadsThem() {
        golden.check("magnitudes", Spectrogram.magnitudes(golden.rows("spectrogram")));
    }

    @Test
    void givesAFullScaleSineTheTopLevelAndSilenceTheBottom() {
        float[] sine = new float[Spectrogram.SAMPLES];
        for (int i = 0; i < sine.length; i++) {
            sine[i] = (float) Math.sin(2 * Math.PI * 1000 * i / Spectrogram.RATE_HZ);
        }
        float[][] levels = Spectrogram.of(sine);
        assertThat(levels[30][64]).isEqualTo(4, within(0.01f));
        assertThat(levels[30][200]).isEqualTo(-0.4f, within(1e-6f));
        assertThat(Spectrogram.of(new float[100])[10][5]).isEqualTo(-0.4f, within(1e-6f));
    }

    /** What a wave found by phases alone sounds like: the magnitudes are off by a small share. */
    @Test
    void findsAWaveOfTheSameLevels() {
        float[][] levels = golden.rows("spectrogram");
        float[] wave = Spectrogram.wave(levels, 40, 1);
        float[][] wanted = Spectrogram.magnitudes(levels);
        float[][] found = Spectrogram.magnitudes(Spectrogram.of(wave));
        double difference = 0;
        double power = 0;
        for (int k = 0; k < wanted.length; k++) {
            for (int b = 0; b < wanted[k].length; b++) {
                difference += Math.pow(wanted[k][b] - found[k][b], 2);
                power += Math.pow(wanted[k][b], 2);
            }
        }
        assertThat(Math.sqrt(difference / power)).isLessThan(0.25);
        assertThat(Spectrogram.wave(levels, 2, 7)).containsExactly(Spectrogram.wave(levels, 2, 7));
        assertThat(Spectrogram.wave(levels, 2, 8)).isNotEqualTo(Spectrogram.wave(levels, 2, 7));
    }

    @Test
    void makesSilenceOfTheLowestLevels() {
        assertThat(Spectrogram.wave(Spectrogram.of(new float[Spectrogram.SAMPLES]), 3, 1))
                .containsOnly(0f);
    }
}
