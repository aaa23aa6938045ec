package dev.polyphony.tools.anytoany.tokens;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A tokenizer as a {@code tokenizer.json} of Hugging Face describes it. Thread-safe; close it to free its native part. */
public final class TextTokenizer implements AutoCloseable {
    private final HuggingFaceTokenizer tokenizer;

    /** @throws RegistrationException if the file is missing, changed, or describes no tokenizer */
    public TextTokenizer(Bundle bundle, String file) {
        this(bundle.name(), file, bundle.bytes(file));
    }

    TextTokenizer(String model, String file, byte[] json) {
        System.setProperty("ai.djl.offline", System.getProperty("ai.djl.offline", "true"));
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json), Map.of("truncation", "false", "padding", "false"));
        } catch (IOException | RuntimeException e) {
            throw new RegistrationException(
                    "%s of %s describes no tokenizer: %s.\nMaybe export it again."
                            .formatted(file, model, e.getMessage()),
                    e);
        }
    }

    /**
     * Returns the tokens of a text.
     *
     * @param marked whether the tokens that begin and end a text are added
     */
    public List<Integer> encode(String text, boolean marked) {
        return Arrays.stream(tokenizer.encode(text, marked, false).getIds())
                .mapToObj(Math::toIntExact)
                .toList();
    }

    /** Returns the tokens of a text with its marks, cut and filled up to a length; the last mark stays. */
    public long[] padded(String text, int length, int pad) {
        long[] ids = tokenizer.encode(text, true, false).getIds();
        long[] padded = new long[length];
        Arrays.fill(padded, pad);
        System.arraycopy(ids, 0, padded, 0, Math.min(ids.length, length));
        if (ids.length > length) {
            padded[length - 1] = ids[ids.length - 1];
        }
        return padded;
    }

    /** Returns the text of tokens. */
    public String decode(List<Integer> ids) {
        return tokenizer.decode(ids.stream().mapToLong(Integer::longValue).toArray(), true);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
