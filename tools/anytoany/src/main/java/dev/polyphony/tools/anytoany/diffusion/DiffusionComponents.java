package dev.polyphony.tools.anytoany.diffusion;

import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.pipeline.Registry;

/**
 * The generator types of exported models: {@code latent-diffusion} in this process, {@code conditioning-server} behind HTTP; and
 * the output projector {@code none} for generators that go by the caption.
 */
public final class DiffusionComponents {
    private DiffusionComponents() {}

    /** Adds the types to a registry and returns it. */
    public static Registry addTo(Registry registry, Hardware hardware) {
        return registry.generator(
                        LatentDiffusion.TYPE,
                        (bundle, modality, part) -> new LatentDiffusion(bundle, modality, part, hardware))
                .generator("conditioning-server", (bundle, modality, part) -> new ConditioningServer(modality, part))
                .output("none", (bundle, modality, part) -> (hidden, embeddings) -> hidden);
    }
}
