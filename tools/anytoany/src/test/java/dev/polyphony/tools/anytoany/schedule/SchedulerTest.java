package dev.polyphony.tools.anytoany.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchedulerTest {
    private static final Diffusion SD = Diffusion.latent(NoiseSchedule.stableDiffusion(), Prediction.EPSILON);
    private static final Diffusion EVEN =
            new Diffusion(NoiseSchedule.stableDiffusion(), Prediction.EPSILON, Spacing.LINSPACE, 0, true);

    static List<Scheduler> all() {
        return List.of(
                new Ddim(SD),
                new Pndm(SD),
                new Euler(EVEN),
                new DpmSolver(EVEN),
                new RectifiedFlow(4, Prediction.VELOCITY));
    }

    /** A net that knows the content of everything: whoever asks it must arrive there. */
    @ParameterizedTest
    @MethodSource("all")
    void arrivesAtTheContentOfANetThatIsAlwaysRight(Scheduler scheduler) {
        float[] content = {0.5f, -1, 0.25f};
        Random random = new Random(5);
        Sampler sampler = scheduler.sampler(20);
        float[] x = new float[3];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (random.nextGaussian() * sampler.noiseScale());
        }
        float[] input = new float[3];
        for (int call = 0; call < sampler.calls(); call++) {
            sampler.input(call, x, input);
            sampler.step(call, rightAnswer(scheduler, sampler.time(call), input, content), x);
        }
        assertThat(x).containsExactly(content, within(0.05f));
    }

    private static float[] rightAnswer(Scheduler scheduler, double time, float[] input, float[] content) {
        float[] said = new float[input.length];
        for (int i = 0; i < said.length; i++) {
            if (scheduler instanceof RectifiedFlow) {
                said[i] = (float) ((input[i] - content[i]) / time);
            } else {
                double level = NoiseLevels.at(new double[] {time}, SD.noise())[0];
                double a = NoiseLevels.content(level);
                said[i] = (float) ((input[i] - Math.sqrt(a) * content[i]) / Math.sqrt(1 - a));
            }
        }
        return said;
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesARunWithoutSteps(Scheduler scheduler) {
        assertThatThrownBy(() -> scheduler.sampler(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("steps (0)", "Maybe");
    }

    @Test
    void callsTheSecondTimeOfPndmTwice() {
        Sampler sampler = new Pndm(SD).sampler(4);
        assertThat(sampler.calls()).isEqualTo(5);
        assertThat(List.of(sampler.time(0), sampler.time(1), sampler.time(2), sampler.time(3), sampler.time(4)))
                .containsExactly(751.0, 501.0, 501.0, 251.0, 1.0);
    }

    @Test
    void aFlowWithAShiftSpendsItsStepsWhereNoiseIs() {
        Sampler sampler = new RectifiedFlow(4, Prediction.SAMPLE).sampler(2);
        assertThat(sampler.time(0)).isEqualTo(1);
        assertThat(sampler.time(1)).isEqualTo(0.8, within(1e-12));
    }

    @Test
    void refusesPredictionsThatDoNotFit() {
        assertThatThrownBy(() -> new RectifiedFlow(1, Prediction.EPSILON))
                .hasMessageContainingAll("EPSILON", "VELOCITY or SAMPLE");
        assertThatThrownBy(() -> Diffusion.latent(NoiseSchedule.audioLdm(), Prediction.VELOCITY))
                .hasMessageContainingAll("VELOCITY", "RectifiedFlow");
        Diffusion sample = Diffusion.latent(NoiseSchedule.audioLdm(), Prediction.SAMPLE);
        assertThatThrownBy(() -> new Pndm(sample)).hasMessageContaining("Ddim");
    }

    @Test
    void refusesNoiseThatDoesNotGrow() {
        assertThatThrownBy(() -> new NoiseSchedule(NoiseSchedule.Growth.LINEAR, 0.02, 0.01, 1000))
                .hasMessageContainingAll("0.02", "0.01", "1000 steps");
        assertThatThrownBy(
                        () -> new Diffusion(NoiseSchedule.audioLdm(), Prediction.EPSILON, Spacing.LEADING, 1000, true))
                .hasMessageContaining("offset (1000)");
        assertThatThrownBy(() -> new RectifiedFlow(0, Prediction.SAMPLE)).hasMessageContaining("shift (0.0)");
    }
}
