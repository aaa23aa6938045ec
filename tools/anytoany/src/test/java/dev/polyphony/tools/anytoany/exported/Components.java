package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.tools.anytoany.diffusion.DiffusionComponents;
import dev.polyphony.tools.anytoany.pipeline.Registry;

/** All component types of exported models, on one thread. */
public final class Components {
    public static final Hardware ONE = Hardware.cpu(1);

    private Components() {}

    public static Registry all() {
        return DiffusionComponents.addTo(ExportedComponents.addTo(new Registry(), ONE), ONE);
    }
}
