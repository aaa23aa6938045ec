package dev.polyphony.tools.anytoany.bundle;

import dev.polyphony.agent.Modality;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code model.json} says, be it that of a whole model or of generators alone. Immutable.
 *
 * @param name of the model
 * @param version of its weights
 * @param licence of the bundle as a whole
 * @param files by name
 * @param generators modality generators, by what they make
 * @param model the whole model; null if there are generators alone
 */
public record BundleInfo(
        String name,
        String version,
        String licence,
        Map<String, StoredFile> files,
        Map<Modality, Part> generators,
        @Nullable ModelSpec model) {
    public BundleInfo {
        files = Map.copyOf(files);
        generators = Map.copyOf(generators);
    }
}
