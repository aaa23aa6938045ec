package dev.polyphony.agent.engine;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Value;
import dev.polyphony.agent.ValueCodec;
import java.nio.charset.StandardCharsets;

/** Encodes text alone. */
final class TextCodec implements ValueCodec {
    @Override
    public String mediaType(Modality modality) {
        return "text/plain";
    }

    @Override
    public byte[] encode(Value value) {
        return ((Value.Text) value).text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Value decode(Modality modality, byte[] bytes) {
        return new Value.Text(new String(bytes, StandardCharsets.UTF_8));
    }
}
