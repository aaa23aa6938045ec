package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import dev.polyphony.agent.ValueCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Between content in memory and content in the store. */
final class Values {
    private final ArtifactStore store;
    private final ValueCodec codec;
    private final Probe probe;
    private final long maxBytes;

    Values(ArtifactStore store, ValueCodec codec, Probe probe, long maxBytes) {
        this.store = store;
        this.codec = codec;
        this.probe = probe;
        this.maxBytes = maxBytes;
    }

    /** Returns the content of an artifact; media stay in their file. */
    Value read(Artifact artifact) {
        if (artifact.modality().isMedia()) {
            Media media = Media.of(artifact.modality(), store.file(artifact.id()));
            String label = artifact.label();
            return label == null ? media : media.labelled(label);
        }
        try {
            return codec.decode(artifact.modality(), Files.readAllBytes(store.file(artifact.id())));
        } catch (IOException e) {
            throw new StorageException(
                    "artifact %s could not be read: %s.\nMaybe its file was removed."
                            .formatted(artifact.id(), e.getMessage()),
                    e);
        }
    }

    /** Stores what a tool made, after looking whether it is what the tool promised. */
    Artifact write(String tool, String port, Value value) {
        if (!(value instanceof Media media)) {
            byte[] bytes = codec.encode(value);
            var kind = new Probe.Result(value.modality(), codec.mediaType(value.modality()), Measures.NONE);
            return store.put(
                    new ByteArrayInputStream(bytes), maxBytes, file -> new ArtifactStore.Description(kind, port));
        }
        String label = media.label() == null ? port : media.label();
        try (InputStream content = media.open()) {
            return store.put(
                            content,
                            maxBytes,
                            file -> new ArtifactStore.Description(
                                    kind(tool, port, media.modality(), probe.probe(file, label)), label))
                    .labelled(label);
        } catch (InvalidRequestException e) {
            throw new ToolFailedException(
                    "%s gave something at \"%s\" that is no %s: %s"
                            .formatted(tool, port, media.modality(), e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new ToolFailedException(
                    "what %s made could not be read: %s.\nMaybe its file was removed too early."
                            .formatted(tool, e.getMessage()),
                    e);
        }
    }

    private static Probe.Result kind(String tool, String port, Modality promised, Probe.Result found) {
        boolean mask = promised == Modality.MASK && found.modality() == Modality.IMAGE;
        if (found.modality() != promised && !mask) {
            throw new ToolFailedException("%s promised %s at \"%s\" and gave %s.\nMaybe the tool is declared wrongly."
                    .formatted(tool, promised, port, found.mediaType()));
        }
        return new Probe.Result(promised, found.mediaType(), found.measures());
    }
}
