package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Artifacts in a flat folder; what is known of them is forgotten with the process. */
final class FolderStore implements ArtifactStore {
    final List<Provenance> provenance = new CopyOnWriteArrayList<>();
    private final Map<String, Artifact> artifacts = new ConcurrentHashMap<>();
    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public Artifact put(InputStream content, long maxBytes, Function<Path, Description> describe) {
        try {
            byte[] bytes = content.readAllBytes();
            String id = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            Path file = folder.resolve(id);
            if (!artifacts.containsKey(id)) {
                Files.write(file, bytes);
            }
            Description known = describe.apply(file);
            Artifact artifact = new Artifact(
                    id,
                    known.kind().modality(),
                    known.kind().mediaType(),
                    bytes.length,
                    known.label(),
                    known.kind().measures());
            artifacts.putIfAbsent(id, artifact);
            return artifact;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Artifact> find(String id) {
        return Optional.ofNullable(artifacts.get(id));
    }

    @Override
    public Path file(String id) {
        return find(id).map(a -> folder.resolve(a.id())).orElseThrow(() -> new NotFoundException("no artifact " + id));
    }

    @Override
    public void record(Provenance record) {
        provenance.add(record);
    }

    @Override
    public List<Provenance> provenance(String id) {
        return provenance.stream().filter(p -> p.artifactId().equals(id)).toList();
    }
}
