package dev.polyphony.agent.engine;

import dev.polyphony.agent.ResultCache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers everything. */
final class MemoryCache implements ResultCache {
    private final Map<String, Map<String, List<String>>> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<Map<String, List<String>>> find(String key) {
        return Optional.ofNullable(kept.get(key));
    }

    @Override
    public void put(String key, Map<String, List<String>> outputs) {
        kept.put(key, outputs);
    }
}
