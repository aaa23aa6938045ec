package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.Cancels;
import dev.polyphony.tools.anytoany.pipeline.Conditioning;
import dev.polyphony.tools.anytoany.pipeline.ModalityGenerator;
import dev.polyphony.tools.anytoany.pipeline.Schedulers;
import dev.polyphony.tools.anytoany.schedule.Sampler;
import dev.polyphony.tools.anytoany.schedule.Scheduler;
import dev.polyphony.tools.anytoany.tensor.Rows;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;

/** Makes pictures, films or sounds by a flow from noise to content. Thread-safe. */
final class FlowGenerator implements ModalityGenerator {
    private final Modality modality;
    private final FlowNet net;
    private final Scheduler scheduler;
    private final int steps;

    FlowGenerator(Bundle bundle, Modality modality, Part part) {
        this.modality = modality;
        net = new FlowNet(bundle, part);
        Part sampler = part.under("sampler");
        scheduler = Schedulers.of(sampler);
        steps = sampler.size("steps");
    }

    @Override
    public Media generate(Conditioning conditioning, Making making) {
        float[] noise = new float[net.tokens() * net.patch()];
        Random random = new Random(making.seed());
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        float[][] tokens = sample(Rows.of(conditioning.embeddings()), noise, making);
        return MediaWriter.write(modality, tokens, making);
    }

    /** Returns clean tokens; the noise, one token after the other, is used up. */
    float[][] sample(float[][] conditioning, float[] noise, Making making) {
        Sampler sampler = scheduler.sampler(steps);
        float[] input = new float[noise.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] *= (float) sampler.noiseScale();
        }
        for (int call = 0; call < sampler.calls(); call++) {
            Cancels.check(making.cancelled());
            sampler.input(call, noise, input);
            float[][] clean = net.clean(conditioning, rows(input), 1 - sampler.time(call));
            sampler.step(call, Rows.tensor(clean).values(), noise);
            making.progress().at(call + 1.0, sampler.calls());
        }
        return rows(noise);
    }

    private float[][] rows(float[] values) {
        return Rows.of(Tensor.of(Arrays.copyOf(values, values.length), net.tokens(), net.patch()));
    }
}
