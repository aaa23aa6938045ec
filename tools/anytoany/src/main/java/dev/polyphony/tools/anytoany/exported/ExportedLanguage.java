package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.LlmBackbone;
import dev.polyphony.tools.anytoany.pipeline.LlmSequence;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A language model of two nets: {@code embed} gives the embeddings of tokens, {@code file} goes on from embeddings and the keys
 * and values of what came before, which stay outside the heap. Thread-safe.
 */
final class ExportedLanguage implements LlmBackbone {
    private final OnnxNet embed;
    private final OnnxNet net;
    private final int width;
    private final int context;
    private final int layers;
    private final int heads;
    private final int size;

    ExportedLanguage(Bundle bundle, Part part, Hardware hardware) {
        width = part.size("width");
        context = part.size("context");
        layers = part.size("layers");
        heads = part.size("heads");
        size = part.size("size");
        embed = OnnxNet.of(bundle, part.text("embed"), hardware);
        net = OnnxNet.of(bundle, part.file(), hardware);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int context() {
        return context;
    }

    @Override
    public Tensor embed(List<Integer> ids) {
        return embedded(embed, ids, width);
    }

    static Tensor embedded(OnnxNet net, List<Integer> ids, int width) {
        if (ids.isEmpty()) {
            return Tensor.zeros(0, width);
        }
        long[] tokens = ids.stream().mapToLong(Integer::longValue).toArray();
        try (OnnxNet.Call call = net.call()) {
            return call.with("ids", tokens, 1, tokens.length).run().tensor(0).reshape(tokens.length, width);
        }
    }

    @Override
    public LlmSequence start() {
        return new Sequence();
    }

    @Override
    public void close() {
        embed.close();
        net.close();
    }

    /** What the last position led to. */
    record Last(Tensor hidden, Tensor scores) implements LlmSequence.Step {
        @Override
        public float[] logits() {
            return scores.values().clone();
        }
    }

    private final class Sequence implements LlmSequence {
        private OnnxNet.@Nullable Call before;
        private int length;

        @Override
        public int length() {
            return length;
        }

        @Override
        public Step feed(Tensor embeddings) {
            int more = embeddings.rows();
            OnnxNet.Call call = net.call();
            try {
                call.with("embeds", embeddings.reshape(1, more, width));
                call.with("positions", LongStream.range(length, length + more).toArray(), more);
                for (int layer = 0; layer < layers; layer++) {
                    past(call, layer + ".key");
                    past(call, layer + ".value");
                }
                call.run();
            } catch (RuntimeException e) {
                call.close();
                throw e;
            }
            close();
            before = call;
            length += more;
            return new Last(call.tensor("hidden").reshape(1, width), call.tensor("logits"));
        }

        private void past(OnnxNet.Call call, String which) {
            if (before == null) {
                call.with("past." + which, Tensor.zeros(1, heads, 0, size));
            } else {
                call.with("past." + which, before, "present." + which);
            }
        }

        @Override
        public void close() {
            if (before != null) {
                before.close();
                before = null;
            }
        }
    }
}
