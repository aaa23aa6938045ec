package dev.polyphony.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers what pure tools made of which inputs. Thread-safe. */
public interface ResultCache {
    /** Returns the artifact ids by output port that were kept under this key. */
    Optional<Map<String, List<String>>> find(String key);

    /** Keeps the outputs of a task; what was not used for longest is forgotten when there is too much. */
    void put(String key, Map<String, List<String>> outputs);

    /** Returns a cache that remembers nothing. */
    static ResultCache none() {
        return new ResultCache() {
            @Override
            public Optional<Map<String, List<String>>> find(String key) {
                return Optional.empty();
            }

            @Override
            public void put(String key, Map<String, List<String>> outputs) {
                // Nothing is kept.
            }
        };
    }
}
