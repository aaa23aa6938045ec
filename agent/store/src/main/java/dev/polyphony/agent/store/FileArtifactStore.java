package dev.polyphony.agent.store;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.codec.ArtifactCodec;
import dev.polyphony.agent.codec.ProvenanceCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artifacts as files in a folder: {@code ab/<id>} holds the bytes, {@code ab/<id>.json} what is known of them, and
 * {@code ab/<id>.made} one line of JSON for each time they were made. The {@code .json} file is moved into place last, so an
 * artifact is there whole or not at all; it survives the death of the process at once, and a power cut as soon as the disk
 * has it, which is seen to in the background. What a power cut tore is not there. Thread-safe, and safe for several processes
 * on one folder.
 */
public final class FileArtifactStore implements ArtifactStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileArtifactStore.class);

    private final Path root;
    private final Path incoming;
    private final Forcing forcing = new Forcing();

    private FileArtifactStore(Path root) {
        this.root = root;
        this.incoming = root.resolve("incoming");
    }

    /**
     * Opens the store in a folder, which is made if need be, and sweeps what crashed writers left.
     *
     * @throws StorageException if the folder can't be written
     */
    public static FileArtifactStore open(Path root) {
        FileArtifactStore store = new FileArtifactStore(root.toAbsolutePath().normalize());
        try {
            Files.createDirectories(store.incoming);
        } catch (IOException e) {
            throw Disk.failure("artifacts can't be kept in " + root, root, e);
        }
        Incoming.sweep(store.incoming);
        return store;
    }

    @Override
    public Artifact put(InputStream content, long maxBytes, Function<Path, Description> describe) {
        try (Incoming file = Incoming.receive(incoming, content, maxBytes)) {
            Optional<Artifact> known = find(file.sha256());
            if (known.isPresent()) {
                return known.get();
            }
            Description what = describe.apply(file.path());
            Artifact artifact = new Artifact(
                    file.sha256(),
                    what.kind().modality(),
                    what.kind().mediaType(),
                    file.bytes(),
                    what.label(),
                    what.kind().measures());
            Path target = path(artifact.id());
            Files.createDirectories(target.getParent());
            try (Incoming facts = Incoming.write(incoming, ArtifactCodec.encode(artifact))) {
                file.moveTo(target);
                facts.moveTo(beside(artifact.id(), ".json"));
            }
            forcing.soon(target);
            forcing.soon(beside(artifact.id(), ".json"));
            return artifact;
        } catch (IOException e) {
            throw Disk.failure("the artifact can't be stored", root, e);
        }
    }

    @Override
    public Optional<Artifact> find(String id) {
        if (!Artifact.isId(id)) {
            return Optional.empty();
        }
        Path facts = beside(id, ".json");
        try {
            if (!Files.isRegularFile(facts, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            String json = Files.readString(facts);
            return json.isEmpty()
                    ? torn(id)
                    : Optional.of(ArtifactCodec.decode(json))
                            .filter(this::isWhole)
                            .or(() -> torn(id));
        } catch (IOException e) {
            throw Disk.failure("artifact " + id + " can't be read", root, e);
        }
    }

    private boolean isWhole(Artifact artifact) {
        try {
            return Files.size(path(artifact.id())) == artifact.bytes();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Artifact> torn(String id) {
        LOG.warn("artifact {} is not whole, as after a power cut; it is left out", id);
        return Optional.empty();
    }

    @Override
    public Path file(String id) {
        return find(id).map(artifact -> path(artifact.id())).orElseThrow(() -> unknown(id));
    }

    private static NotFoundException unknown(String id) {
        String shown = id.length() <= 64 ? id : id.substring(0, 64) + "…";
        return new NotFoundException(
                "there is no artifact \"%s\".\nMaybe it was made under another home.".formatted(shown));
    }

    @Override
    public void record(Provenance provenance) {
        if (!Artifact.isId(provenance.artifactId())
                || !Files.isRegularFile(beside(provenance.artifactId(), ".json"), LinkOption.NOFOLLOW_LINKS)) {
            throw unknown(provenance.artifactId());
        }
        byte[] line = (ProvenanceCodec.encode(provenance) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Files.write(
                    beside(provenance.artifactId(), ".made"),
                    line,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Disk.failure("the provenance of " + provenance.artifactId() + " can't be stored", root, e);
        }
    }

    @Override
    public List<Provenance> provenance(String id) {
        if (!Artifact.isId(id) || !Files.exists(beside(id, ".made"))) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(beside(id, ".made"))) {
            List<Provenance> records = new ArrayList<>();
            lines.forEach(line -> {
                try {
                    records.add(ProvenanceCodec.decode(line));
                } catch (StorageException e) {
                    LOG.warn("a record of {} was cut off by a crash and is left out", id);
                }
            });
            return records;
        } catch (IOException e) {
            throw Disk.failure("the provenance of " + id + " can't be read", root, e);
        }
    }

    private Path path(String id) {
        return root.resolve(id.substring(0, 2)).resolve(id);
    }

    private Path beside(String id, String suffix) {
        return root.resolve(id.substring(0, 2)).resolve(id + suffix);
    }
}
