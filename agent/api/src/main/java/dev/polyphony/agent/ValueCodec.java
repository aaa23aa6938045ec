package dev.polyphony.agent;

/** Turns structured content (text, boxes, labels, tables, embeddings) into bytes and back. Thread-safe. */
public interface ValueCodec {
    /** Returns the media type of the encoded form. */
    String mediaType(Modality modality);

    /** Returns the encoded form of content that is no {@link Media}. */
    byte[] encode(Value value);

    /**
     * Returns the content of an encoded form.
     *
     * @throws StorageException if the bytes are not of that form
     */
    Value decode(Modality modality, byte[] bytes);
}
