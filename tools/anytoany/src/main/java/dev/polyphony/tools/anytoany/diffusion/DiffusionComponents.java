package dev.polyphony.tools.anytoany.diffusion;

import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.pipeline.Registry;

/** The generator types of exported models: {@code latent-diffusion}. */
public final class DiffusionComponents {
    private DiffusionComponents() {}

    /** Adds the types to a registry and returns it. */
    public static Registry addTo(Registry registry, Hardware hardware) {
        return registry.generator(
                "latent-diffusion", (bundle, modality, part) -> new LatentDiffusion(bundle, modality, part, hardware));
    }
}
