package dev.polyphony.tools.anytoany.diffusion;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.exported.OnnxNet;
import dev.polyphony.tools.anytoany.pipeline.Cancels;
import dev.polyphony.tools.anytoany.pipeline.Conditioning;
import dev.polyphony.tools.anytoany.pipeline.ModalityGenerator;
import dev.polyphony.tools.anytoany.pipeline.Schedulers;
import dev.polyphony.tools.anytoany.schedule.Sampler;
import dev.polyphony.tools.anytoany.schedule.Scheduler;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A generator by latent diffusion with classifier-free guidance: Stable Diffusion, Zeroscope, AudioLDM, and what is built like
 * them. Takes conditioning, or words if the bundle holds a text encoder. Thread-safe.
 */
public final class LatentDiffusion implements ModalityGenerator {
    /** The type in a {@code model.json}. */
    static final String TYPE = "latent-diffusion";

    private final OnnxNet net;
    private final LatentDecoder decoder;
    private final @Nullable TextConditioner words;
    private final Tensor empty;
    private final int[] latent;
    private final int[] conditioning;
    private final float guidance;
    private final Scheduler scheduler;
    private final int steps;
    private final boolean captions;

    /**
     * Reads {@code file} (the net), {@code decoder}, {@code empty} (the conditioning of no words), {@code latent} and {@code
     * conditioning} (shapes without the batch), {@code guidance}, {@code sampler}, {@code text} if there is a text encoder, and
     * for sound {@code vocoder}, {@code rate} and {@code seconds}. If {@code conditioned} is {@code caption}, it goes by the words
     * that led to a signal, not by conditioning.
     *
     * @throws dev.polyphony.agent.RegistrationException if a setting or a file is missing or does not fit
     */
    public LatentDiffusion(Bundle bundle, Modality modality, Part part, Hardware hardware) {
        latent = shape(part.sizes("latent"));
        conditioning = shape(part.sizes("conditioning"));
        guidance = (float) part.number("guidance");
        Part sampler = part.under("sampler");
        scheduler = Schedulers.of(sampler);
        steps = sampler.size("steps");
        empty = Tensor.of(bundle.tensors(part.text("empty")).floats("conditioning"), conditioning);
        captions = part.has("conditioned")
                && part.choice("conditioned", "embeddings", "caption").equals("caption");
        words = captions || part.has("text") ? new TextConditioner(bundle, part.under("text"), hardware) : null;
        decoder = new LatentDecoder(bundle, modality, part, hardware);
        net = OnnxNet.of(bundle, part.file(), hardware);
    }

    private static int[] shape(List<Integer> sizes) {
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Makes a medium of words alone; otherwise as {@link #generate}.
     *
     * @throws IllegalStateException if it does not read words
     */
    public Media paint(String said, Making making) {
        if (words == null) {
            throw new IllegalStateException("this generator has no text encoder.\nMaybe export it with one.");
        }
        return made(words.of(said), making);
    }

    @Override
    public Media generate(Conditioning wanted, Making making) {
        return captions ? paint(wanted.caption(), making) : made(wanted.embeddings(), making);
    }

    private Media made(Tensor wanted, Making making) {
        Random random = new Random(making.seed());
        float[] noise = new float[IntStream.of(latent).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return decoder.media(sample(wanted, noise, making), making);
    }

    /** Returns latents; the noise is used up. */
    Tensor sample(Tensor wanted, float[] noise, Making making) {
        Tensor both = Tensor.stack(List.of(batch(empty, conditioning), batch(wanted, conditioning)));
        Sampler sampler = scheduler.sampler(steps);
        for (int i = 0; i < noise.length; i++) {
            noise[i] *= (float) sampler.noiseScale();
        }
        float[] input = new float[noise.length];
        for (int call = 0; call < sampler.calls(); call++) {
            Cancels.check(making.cancelled());
            sampler.input(call, noise, input);
            sampler.step(call, guided(input, (float) sampler.time(call), both), noise);
            making.progress().at(call + 1.0, sampler.calls() + 1.0);
        }
        return Tensor.of(noise, latent);
    }

    private float[] guided(float[] input, float time, Tensor both) {
        Tensor once = batch(Tensor.of(input, latent), latent);
        try (OnnxNet.Call call = net.call()) {
            float[] said = call.with("latents", Tensor.stack(List.of(once, once)))
                    .with("time", Tensor.of(new float[] {time}, 1))
                    .with("conditioning", both)
                    .run()
                    .tensor(0)
                    .values();
            float[] guided = new float[input.length];
            for (int i = 0; i < guided.length; i++) {
                guided[i] = said[i] + guidance * (said[input.length + i] - said[i]);
            }
            return guided;
        }
    }

    /** Returns values as a batch of one. */
    private static Tensor batch(Tensor values, int... shape) {
        int[] one = new int[shape.length + 1];
        one[0] = 1;
        System.arraycopy(shape, 0, one, 1, shape.length);
        return values.reshape(one);
    }

    @Override
    public void close() {
        net.close();
        decoder.close();
        if (words != null) {
            words.close();
        }
    }
}
