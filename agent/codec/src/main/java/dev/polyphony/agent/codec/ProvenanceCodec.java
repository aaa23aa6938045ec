package dev.polyphony.agent.codec;

import dev.polyphony.agent.Provenance;
import dev.polyphony.agent.StorageException;

/** {@link Provenance} as JSON. */
public final class ProvenanceCodec {
    private ProvenanceCodec() {}

    /** Returns the record as one line of JSON. */
    public static String encode(Provenance provenance) {
        return Json.write(WireProvenance.of(provenance));
    }

    /**
     * Returns the record that the text holds.
     *
     * @throws StorageException if it holds none
     */
    public static Provenance decode(String json) {
        return Json.read(
                json,
                "provenance",
                tree -> Json.bind(tree, WireProvenance.class).toProvenance(),
                StorageException::new);
    }
}
