package dev.polyphony.tools.anytoany.diffusion;

import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.exported.Hardware;
import dev.polyphony.tools.anytoany.exported.OnnxNet;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.anytoany.tokens.TextTokenizer;
import java.util.Arrays;

/** The text encoder of a generator: CLIP, or CLAP, which is told what is only filled up. Thread-safe. */
final class TextConditioner implements AutoCloseable {
    private final OnnxNet net;
    private final TextTokenizer tokenizer;
    private final int length;
    private final int pad;

    /** Reads {@code file}, {@code tokenizer}, {@code length} (tokens of a text, filled up) and {@code pad} (the token to fill with). */
    TextConditioner(Bundle bundle, Part part, Hardware hardware) {
        length = part.size("length");
        pad = part.count("pad");
        tokenizer = new TextTokenizer(bundle, part.text("tokenizer"));
        net = OnnxNet.of(bundle, part.file(), hardware);
    }

    /** Returns the conditioning of words, as a batch of one. */
    Tensor of(String said) {
        int used = Math.min(length, tokenizer.encode(said, true).size());
        long[] mask = new long[length];
        Arrays.fill(mask, 0, used, 1);
        try (OnnxNet.Call call = net.call()) {
            call.with("ids", tokenizer.padded(said, length, pad), 1, length);
            if (net.takes("mask")) {
                call.with("mask", mask, 1, length);
            }
            return call.run().tensor(0);
        }
    }

    @Override
    public void close() {
        net.close();
        tokenizer.close();
    }
}
