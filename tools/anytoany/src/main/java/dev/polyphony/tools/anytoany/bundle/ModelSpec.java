package dev.polyphony.tools.anytoany.bundle;

import dev.polyphony.agent.Modality;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code model.json} says: an any-to-any model as a choice of components, with the files of their weights. Immutable.
 *
 * @param name of the model
 * @param version of its weights
 * @param licence of the bundle as a whole, as {@code Apache-2.0}
 * @param licences of parts that have their own, by file or component
 * @param files by name
 * @param tokenizer words to ids
 * @param layout how a conversation becomes one sequence
 * @param encoders modality encoders; none for a model that only reads words
 * @param input the input projector; null if there are no encoders
 * @param language the backbone
 * @param signals the tokens that ask for media, by what they ask for
 * @param outputs output projectors, one for each signal
 * @param generators modality generators, at most one for each signal
 */
public record ModelSpec(
        String name,
        String version,
        String licence,
        Map<String, String> licences,
        Map<String, StoredFile> files,
        Part tokenizer,
        Part layout,
        Map<Modality, Part> encoders,
        @Nullable Part input,
        Part language,
        Map<Modality, Signal> signals,
        Map<Modality, Part> outputs,
        Map<Modality, Part> generators) {
    /** The format that this version reads. */
    public static final String FORMAT = "polyphony-model-1";

    public ModelSpec {
        licences = Map.copyOf(licences);
        files = Map.copyOf(files);
        encoders = Map.copyOf(encoders);
        signals = Map.copyOf(signals);
        outputs = Map.copyOf(outputs);
        generators = Map.copyOf(generators);
    }
}
