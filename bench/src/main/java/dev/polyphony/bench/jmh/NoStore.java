package dev.polyphony.bench.jmh;

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
import java.util.function.Function;

/** A store without a disk, for texts alone: it hashes what it gets, and every artifact has the content of one small file. */
final class NoStore implements ArtifactStore {
    private final Map<String, Artifact> artifacts = new ConcurrentHashMap<>();
    private final Path file;

    NoStore() throws IOException {
        file = Files.createTempFile("polyphony-hot-", ".txt");
        Files.writeString(file, "a few words for chain 0");
        file.toFile().deleteOnExit();
    }

    @Override
    public Artifact put(InputStream content, long maxBytes, Function<Path, Description> describe) {
        try {
            byte[] bytes = content.readAllBytes();
            String id = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return artifacts.computeIfAbsent(id, k -> {
                Description what = describe.apply(file);
                return new Artifact(
                        id,
                        what.kind().modality(),
                        what.kind().mediaType(),
                        bytes.length,
                        what.label(),
                        what.kind().measures());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public Optional<Artifact> find(String id) {
        return Optional.ofNullable(artifacts.get(id));
    }

    @Override
    public Path file(String id) {
        if (!artifacts.containsKey(id)) {
            throw new NotFoundException("there is no artifact " + id);
        }
        return file;
    }

    @Override
    public void record(Provenance provenance) {}

    @Override
    public List<Provenance> provenance(String id) {
        return List.of();
    }
}
