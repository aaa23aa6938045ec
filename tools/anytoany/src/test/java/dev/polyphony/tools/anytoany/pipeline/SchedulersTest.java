package dev.polyphony.tools.anytoany.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.schedule.Ddim;
import dev.polyphony.tools.anytoany.schedule.Diffusion;
import dev.polyphony.tools.anytoany.schedule.DpmSolver;
import dev.polyphony.tools.anytoany.schedule.Euler;
import dev.polyphony.tools.anytoany.schedule.NoiseSchedule;
import dev.polyphony.tools.anytoany.schedule.Pndm;
import dev.polyphony.tools.anytoany.schedule.Prediction;
import dev.polyphony.tools.anytoany.schedule.RectifiedFlow;
import dev.polyphony.tools.anytoany.schedule.Scheduler;
import org.junit.jupiter.api.Test;

class SchedulersTest {
    private static final String SD = """
            {"type": "%s", "prediction": "epsilon", "spacing": "leading", "offset": 1, "end": "noisy",
             "noise": {"growth": "scaled-linear", "first": 0.00085, "last": 0.012, "steps": 1000}}""";

    private static Scheduler read(String json) {
        return Schedulers.of(Part.parse("sampler", json));
    }

    @Test
    void readsEveryType() {
        Diffusion sd = Diffusion.latent(NoiseSchedule.stableDiffusion(), Prediction.EPSILON);
        assertThat(read(SD.formatted("ddim"))).isEqualTo(new Ddim(sd));
        assertThat(read(SD.formatted("pndm"))).isEqualTo(new Pndm(sd));
        assertThat(read(SD.formatted("euler"))).isEqualTo(new Euler(sd));
        assertThat(read(SD.formatted("dpm-solver++"))).isEqualTo(new DpmSolver(sd));
        assertThat(read("{\"type\": \"rectified-flow\", \"shift\": 4.0, \"prediction\": \"sample\"}"))
                .isEqualTo(new RectifiedFlow(4, Prediction.SAMPLE));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> read(SD.formatted("heun")))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("\"sampler\"", "heun");
        assertThatThrownBy(() -> read(SD.formatted("ddim").replace("noisy", "dirty")))
                .hasMessageContainingAll("dirty", "clean or noisy");
        assertThatThrownBy(() -> read(SD.formatted("ddim").replace("epsilon", "omega")))
                .hasMessageContainingAll("prediction (omega)", "EPSILON");
        assertThatThrownBy(() -> read(SD.formatted("ddim").replace("0.012", "0.0001")))
                .hasMessageContaining("must grow");
        assertThatThrownBy(() -> read(SD.formatted("ddim").replace("\"offset\": 1,", "")))
                .hasMessageContaining("\"sampler.offset\" is no number");
    }
}
