package dev.polyphony.agent.codec;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.StorageException;
import java.util.Arrays;
import java.util.List;

/** {@link Artifact}s as JSON. */
public final class ArtifactCodec {
    private ArtifactCodec() {}

    /** Returns the artifact as JSON. */
    public static String encode(Artifact artifact) {
        return Json.write(WireArtifact.of(artifact));
    }

    /**
     * Returns the artifact that the text holds.
     *
     * @throws StorageException if it holds none
     */
    public static Artifact decode(String json) {
        return Json.read(
                json, "artifact", tree -> Json.bind(tree, WireArtifact.class).toArtifact(), StorageException::new);
    }

    /** Returns the artifacts as a JSON array. */
    public static String encodeAll(List<Artifact> artifacts) {
        return Json.write(artifacts.stream().map(WireArtifact::of).toList());
    }

    /**
     * Returns the artifacts that a JSON array holds.
     *
     * @throws StorageException if the text holds none
     */
    public static List<Artifact> decodeAll(String json) {
        return Json.read(
                json,
                "list of artifacts",
                tree -> Arrays.stream(Json.bind(tree, WireArtifact[].class))
                        .map(WireArtifact::toArtifact)
                        .toList(),
                StorageException::new);
    }
}
