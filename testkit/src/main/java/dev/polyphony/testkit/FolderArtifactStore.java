package dev.polyphony.testkit;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Artifacts as plain files in a folder that the test owns, as JUnit's {@code @TempDir}; what is known of them is in memory.
 * Thread-safe.
 */
public final class FolderArtifactStore implements ArtifactStore {
    private final Map<String, Artifact> artifacts = new LinkedHashMap<>();
    private final List<Provenance> provenance = new CopyOnWriteArrayList<>();
    private final Path folder;

    /** @param folder an existing folder */
    public FolderArtifactStore(Path folder) {
        this.folder = folder;
    }

    /** Returns the id of an artifact of these bytes. */
    public static String idOf(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public synchronized Artifact put(InputStream content, long maxBytes, Function<Path, Description> describe) {
        try {
            byte[] bytes = content.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBytes + 1));
            if (bytes.length > maxBytes) {
                throw new InvalidRequestException(
                        "more than %d bytes are not taken.\nMaybe attach less.".formatted(maxBytes));
            }
            String id = idOf(bytes);
            Path incoming = Files.write(folder.resolve(id + ".new"), bytes);
            Artifact artifact;
            try {
                Description known = describe.apply(incoming);
                artifact = new Artifact(
                        id,
                        known.kind().modality(),
                        known.kind().mediaType(),
                        bytes.length,
                        known.label(),
                        known.kind().measures());
                if (artifacts.containsKey(id)) {
                    return artifacts.get(id);
                }
                Files.move(incoming, folder.resolve(id));
            } finally {
                Files.deleteIfExists(incoming);
            }
            artifacts.put(id, artifact);
            return artifact;
        } catch (IOException e) {
            throw new StorageException(
                    "the artifact cannot be stored: %s.\nMaybe the folder is full.".formatted(e.getMessage()), e);
        }
    }

    @Override
    public synchronized Optional<Artifact> find(String id) {
        return Optional.ofNullable(artifacts.get(id));
    }

    /** Returns all artifacts, in the order in which they came. */
    public synchronized List<Artifact> all() {
        return List.copyOf(artifacts.values());
    }

    @Override
    public Path file(String id) {
        return find(id).map(artifact -> folder.resolve(artifact.id()))
                .orElseThrow(
                        () -> new NotFoundException("there is no artifact %s.\nMaybe it was mistyped.".formatted(id)));
    }

    @Override
    public void record(Provenance made) {
        provenance.add(made);
    }

    @Override
    public List<Provenance> provenance(String id) {
        return provenance.stream().filter(p -> p.artifactId().equals(id)).toList();
    }
}
