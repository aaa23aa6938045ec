package dev.polyphony.planners.llm;

import dev.polyphony.agent.Artifact;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Short names, a1, a2 and so on, that stand for artifacts where a language model reads and writes them. Immutable. */
final class Handles {
    private final Map<String, Artifact> byHandle = new LinkedHashMap<>();
    private final Map<String, String> handles = new LinkedHashMap<>();

    /** @param artifacts in the order in which they are numbered; one that comes twice keeps its first name */
    Handles(Collection<Artifact> artifacts) {
        for (Artifact artifact : artifacts) {
            if (!handles.containsKey(artifact.id())) {
                String handle = "a" + (handles.size() + 1);
                handles.put(artifact.id(), handle);
                byHandle.put(handle, artifact);
            }
        }
    }

    /** Returns the short name, or the id itself for an artifact that has none. */
    String of(String id) {
        return handles.getOrDefault(id, id);
    }

    /** Returns the id that a name stands for, or the name itself if it is none. */
    String id(String handle) {
        Artifact artifact = byHandle.get(handle);
        return artifact == null ? handle : artifact.id();
    }

    boolean has(String handle) {
        return byHandle.containsKey(handle);
    }

    Map<String, Artifact> all() {
        return byHandle;
    }
}
