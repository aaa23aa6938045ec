package dev.polyphony.agent.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.StorageException;
import dev.polyphony.agent.Value;
import dev.polyphony.agent.ValueCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as UTF-8, other structured content as JSON. Stateless, so any number of threads may share one. */
public final class JsonValueCodec implements ValueCodec {
    @Override
    public String mediaType(Modality modality) {
        return modality == Modality.TEXT ? "text/plain" : "application/json";
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.polyphony.agent.ToolFailedException if a number is NaN or infinite, or a cell is of no JSON type
     * @throws IllegalArgumentException for media, which is bytes already
     */
    @Override
    public byte[] encode(Value value) {
        if (value instanceof Value.Text text) {
            return text.text().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Json.mapper().writeValueAsBytes(ValueJson.write(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("%s cannot be written as JSON".formatted(value.modality()), e);
        }
    }

    @Override
    public Value decode(Modality modality, byte[] bytes) {
        try {
            return modality == Modality.TEXT
                    ? text(bytes)
                    : ValueJson.read(modality, Json.mapper().readTree(bytes));
        } catch (IOException | RuntimeException e) {
            throw new StorageException(
                    "the bytes hold no %s: %s.\nMaybe the file was changed, or is of another kind."
                            .formatted(modality, Json.reason(e)),
                    e);
        }
    }

    private static Value text(byte[] bytes) throws CharacterCodingException {
        return new Value.Text(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString());
    }
}
