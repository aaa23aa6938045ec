package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.Features;
import dev.polyphony.tools.anytoany.pipeline.InputProjector;
import dev.polyphony.tools.anytoany.pipeline.OutputProjector;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import dev.polyphony.tools.anytoany.tokens.TextTokenizer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Projectors of any shape, each as one exported net: Q-Formers, resamplers, abstractors, small transformers. */
final class NetProjectors {
    private NetProjectors() {}

    /** Tokens of a medium to soft tokens; with a {@code tokenizer}, the net reads the question too, as that of InstructBLIP. */
    static final class Input implements InputProjector {
        private final OnnxNet net;
        private final boolean pooled;
        private final @Nullable TextTokenizer tokenizer;

        Input(Bundle bundle, Part part, Hardware hardware) {
            net = OnnxNet.of(bundle, part.file(), hardware);
            pooled = part.choice("of", "pooled", "tokens").equals("pooled");
            tokenizer = part.has("tokenizer") ? new TextTokenizer(bundle, part.text("tokenizer")) : null;
        }

        @Override
        public Tensor project(Modality modality, Features features) {
            return project(modality, features, "");
        }

        @Override
        public Tensor project(Modality modality, Features features, String said) {
            Tensor x = pooled ? features.pooled() : features.tokens();
            try (OnnxNet.Call call = net.call()) {
                call.with("features", x.reshape(1, x.rows(), x.columns()));
                if (tokenizer != null) {
                    List<Integer> ids = tokenizer.encode(said, true);
                    long[] ones = new long[ids.size()];
                    Arrays.fill(ones, 1);
                    call.with("ids", ids.stream().mapToLong(Integer::longValue).toArray(), 1, ones.length);
                    call.with("mask", ones, 1, ones.length);
                }
                return rows(call.run().tensor(0));
            }
        }

        @Override
        public void close() {
            net.close();
            if (tokenizer != null) {
                tokenizer.close();
            }
        }
    }

    /** Hidden states of signal tokens to conditioning; the net may take their embeddings too. */
    static final class Output implements OutputProjector {
        private final OnnxNet net;

        Output(Bundle bundle, Part part, Hardware hardware) {
            net = OnnxNet.of(bundle, part.file(), hardware);
        }

        @Override
        public Tensor project(Tensor hidden, Tensor embeddings) {
            try (OnnxNet.Call call = net.call()) {
                call.with("hidden", hidden.reshape(1, hidden.rows(), hidden.columns()));
                if (net.takes("embeddings")) {
                    call.with("embeddings", embeddings.reshape(1, embeddings.rows(), embeddings.columns()));
                }
                return rows(call.run().tensor(0));
            }
        }

        @Override
        public void close() {
            net.close();
        }
    }

    private static Tensor rows(Tensor tensor) {
        return tensor.reshape(tensor.values().length / tensor.columns(), tensor.columns());
    }
}
