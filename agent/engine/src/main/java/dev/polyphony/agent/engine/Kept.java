package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results that were made before. */
final class Kept {
    private Kept() {}

    /** Returns what was made of the same inputs before, if all of it is still stored; else null. */
    static Outcome.@Nullable Success find(Parts parts, TaskInputs inputs) {
        return parts.cache()
                .find(inputs.cacheKey())
                .flatMap(ids -> success(ids, parts.store()))
                .orElse(null);
    }

    /** Returns the outcome whose outputs have these ids, if all of them are still stored. */
    static Optional<Outcome.Success> success(Map<String, List<String>> ids, ArtifactStore store) {
        Map<String, List<Artifact>> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> port : ids.entrySet()) {
            List<Artifact> artifacts = port.getValue().stream()
                    .map(store::find)
                    .flatMap(Optional::stream)
                    .toList();
            if (artifacts.size() < port.getValue().size()) {
                return Optional.empty();
            }
            outputs.put(port.getKey(), artifacts);
        }
        return Optional.of(new Outcome.Success(outputs));
    }
}
