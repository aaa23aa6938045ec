package dev.polyphony.tools.anytoany.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sampler against runs of diffusers, which {@code docker/export/golden_schedulers.py} wrote. */
class GoldenRunTest {
    /** diffusers keeps its tables in float32. */
    private static final double PRECISION = 2e-5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ddim-sd-10",
                "ddim-sd-50",
                "ddim-audioldm-10",
                "ddim-v-trailing-7",
                "ddim-sample-linear-8",
                "pndm-sd-10",
                "pndm-sd-50",
                "pndm-v-3",
                "pndm-1",
                "euler-linspace-12",
                "euler-leading-v-20",
                "euler-trailing-7",
                "dpm-linspace-20",
                "dpm-leading-25",
                "dpm-trailing-v-6",
                "dpm-sample-1",
                "flow-shift4-12",
                "flow-shift1-5"
            })
    void goesAsDiffusersGoes(String name) throws IOException {
        JsonNode golden = read(name);
        Scheduler scheduler = scheduler(golden);
        Sampler sampler = scheduler.sampler(golden.get("steps").asInt());
        double unit = scheduler instanceof RectifiedFlow ? 1000 : 1;
        JsonNode calls = golden.get("calls");
        assertThat(sampler.calls()).isEqualTo(calls.size());
        double scale = golden.get("noiseScale").asDouble();
        assertThat(sampler.noiseScale()).isEqualTo(scale, within(1e-4));
        float[] x = floats(golden.get("start"));
        for (int i = 0; i < x.length; i++) {
            x[i] *= (float) scale;
        }
        for (int call = 0; call < calls.size(); call++) {
            JsonNode step = calls.get(call);
            assertThat(sampler.time(call) * unit)
                    .as("time of call %d", call)
                    .isEqualTo(step.get("time").asDouble(), within(1e-3));
            float[] given = new float[x.length];
            sampler.input(call, x, given);
            assertThat(given).as("input of call %d", call).containsExactly(floats(step.get("given")), near(x));
            sampler.step(call, floats(step.get("said")), x);
            float[] after = floats(step.get("after"));
            assertThat(x).as("x after call %d", call).containsExactly(after, near(after));
        }
    }

    private static Scheduler scheduler(JsonNode golden) {
        JsonNode config = golden.get("config");
        String kind = golden.get("scheduler").asText();
        if (kind.startsWith("FlowMatch")) {
            return new RectifiedFlow(config.get("shift").asDouble(), Prediction.VELOCITY);
        }
        String prediction = config.path("prediction_type").asText("epsilon");
        String spacing = config.path("timestep_spacing").asText(kind.startsWith("DDIM") ? "leading" : "linspace");
        Diffusion diffusion = new Diffusion(
                new NoiseSchedule(
                        NoiseSchedule.Growth.valueOf(
                                upper(config.get("beta_schedule").asText())),
                        config.get("beta_start").asDouble(),
                        config.get("beta_end").asDouble(),
                        1000),
                prediction.equals("v_prediction") ? Prediction.V : Prediction.valueOf(upper(prediction)),
                Spacing.valueOf(upper(spacing)),
                config.path("steps_offset").asInt(0),
                config.path("set_alpha_to_one").asBoolean(true));
        return switch (kind) {
            case "DDIMScheduler" -> new Ddim(diffusion);
            case "PNDMScheduler" -> new Pndm(diffusion);
            case "EulerDiscreteScheduler" -> new Euler(diffusion);
            default -> new DpmSolver(diffusion);
        };
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream in = GoldenRunTest.class.getResourceAsStream("/golden/schedulers/" + name + ".json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    private static float[] floats(JsonNode list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) list.get(i).asDouble();
        }
        return values;
    }

    /** Returns the precision of values of that size. */
    private static Offset<Float> near(float[] values) {
        double largest = 1;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return within((float) (PRECISION * largest));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
