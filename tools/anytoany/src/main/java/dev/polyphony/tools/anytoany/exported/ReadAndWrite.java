package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.LlmBackbone;
import dev.polyphony.tools.anytoany.pipeline.LlmSequence;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A language model of an encoder, which reads what a sequence is fed first, and a decoder, which writes: T5. The decoder keeps
 * nothing and goes over all that it has written at each step, so long answers take long. Thread-safe.
 */
final class ReadAndWrite implements LlmBackbone {
    private final OnnxNet embed;
    private final OnnxNet reader;
    private final OnnxNet writer;
    private final int width;
    private final int context;
    private final int begin;

    ReadAndWrite(Bundle bundle, Part part, Hardware hardware) {
        width = part.size("width");
        context = part.size("context");
        begin = part.count("begin");
        embed = OnnxNet.of(bundle, part.text("embed"), hardware);
        reader = OnnxNet.of(bundle, part.text("reader"), hardware);
        writer = OnnxNet.of(bundle, part.file(), hardware);
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
        return ExportedLanguage.embedded(embed, ids, width);
    }

    @Override
    public LlmSequence start() {
        return new Sequence();
    }

    @Override
    public void close() {
        embed.close();
        reader.close();
        writer.close();
    }

    private final class Sequence implements LlmSequence {
        private final List<Tensor> written = new ArrayList<>();
        private @Nullable Tensor states;
        private int length;

        @Override
        public int length() {
            return length;
        }

        @Override
        public Step feed(Tensor embeddings) {
            length += embeddings.rows();
            if (states == null) {
                states = reader.apply("embeds", embeddings.reshape(1, embeddings.rows(), width));
                written.add(embed(List.of(begin)));
            } else {
                written.add(embeddings);
            }
            Tensor all = Tensor.stack(written);
            try (OnnxNet.Call call = writer.call()) {
                call.with("embeds", all.reshape(1, all.rows(), width))
                        .with("states", states)
                        .run();
                return new ExportedLanguage.Last(call.tensor("hidden").reshape(1, width), call.tensor("logits"));
            }
        }

        @Override
        public void close() {
            written.clear();
        }
    }
}
