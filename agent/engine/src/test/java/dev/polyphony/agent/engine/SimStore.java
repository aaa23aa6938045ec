package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.Provenance;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Artifacts whose files are shared between many simulated worlds; what is known of them is this world's own. */
final class SimStore implements ArtifactStore {
    /** Content that the machine keeps anyway, so that a thousand worlds write each of it once. */
    private final FolderStore files;

    private final Map<String, Artifact> known = new HashMap<>();
    private final Map<String, List<Provenance>> provenance = new HashMap<>();

    SimStore(FolderStore files) {
        this.files = files;
    }

    @Override
    public Artifact put(InputStream content, long maxBytes, Function<Path, Description> describe) {
        Artifact artifact = files.put(content, maxBytes, describe);
        known.putIfAbsent(artifact.id(), artifact);
        return artifact;
    }

    @Override
    public Optional<Artifact> find(String id) {
        return Optional.ofNullable(known.get(id));
    }

    @Override
    public Path file(String id) {
        return files.file(id);
    }

    @Override
    public void record(Provenance record) {
        provenance.computeIfAbsent(record.artifactId(), id -> new ArrayList<>()).add(record);
    }

    @Override
    public List<Provenance> provenance(String id) {
        return List.copyOf(provenance.getOrDefault(id, List.of()));
    }
}
