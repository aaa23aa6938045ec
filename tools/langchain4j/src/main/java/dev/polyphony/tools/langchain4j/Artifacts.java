package dev.polyphony.tools.langchain4j;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.agent.Value;
import dev.polyphony.agent.ValueCodec;
import dev.polyphony.agent.codec.JsonValueCodec;
import dev.polyphony.tools.media.MediaProbe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Values as models write and read them: words, and artifacts by their ids. Thread-safe. */
final class Artifacts {
    private static final String PREFIX = "artifact:";
    private static final long MOST_BYTES = 1L << 30;
    private static final int LONGEST_JSON = 4_000;

    private final ArtifactStore store;
    private final ValueCodec codec = new JsonValueCodec();
    private final Probe probe = MediaProbe.create();

    Artifacts(ArtifactStore store) {
        this.store = store;
    }

    /** Returns what an argument stands for at a port. */
    Value read(String argument, Port port) throws IOException {
        if (port.modality() == Modality.TEXT) {
            return new Value.Text(argument);
        }
        String id = argument.strip();
        id = id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
        Artifact artifact = Artifact.isId(id) ? store.find(id).orElse(null) : null;
        if (artifact == null) {
            throw new ToolArgumentsException(
                    "input \"%s\" (%s) is no artifact.\nMaybe copy artifact:ID from the request or a result."
                            .formatted(
                                    port.name(), argument.length() > 80 ? argument.substring(0, 80) + "…" : argument));
        }
        if (artifact.modality() != port.modality()) {
            throw new ToolArgumentsException(
                    "input \"%s\" is %s, not %s.\nMaybe another artifact, or another tool before."
                            .formatted(port.name(), artifact.modality(), port.modality()));
        }
        Media file = port.modality().isMedia() ? Media.of(port.modality(), store.file(id)) : null;
        return file != null
                ? file.labelled(artifact.label() == null ? id : artifact.label())
                : codec.decode(port.modality(), Files.readAllBytes(store.file(id)));
    }

    /** Returns what a model reads of a value; all but words is kept. */
    String write(Value value) throws IOException {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        if (value instanceof Media media) {
            Artifact kept;
            try (InputStream in = media.open()) {
                kept = store.put(in, MOST_BYTES, file -> {
                    Probe.Result found = probe.probe(file, media.label());
                    return new ArtifactStore.Description(
                            new Probe.Result(media.modality(), found.mediaType(), found.measures()), media.label());
                });
            }
            return PREFIX + kept.id() + " (" + kept.mediaType() + ")";
        }
        byte[] json = codec.encode(value);
        Probe.Result kind = new Probe.Result(value.modality(), codec.mediaType(value.modality()), Measures.NONE);
        Artifact kept = store.put(
                new ByteArrayInputStream(json), MOST_BYTES, file -> new ArtifactStore.Description(kind, null));
        String words = new String(json, StandardCharsets.UTF_8);
        return PREFIX + kept.id() + " "
                + (words.length() <= LONGEST_JSON ? words : words.substring(0, LONGEST_JSON) + "…");
    }
}
