package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.Features;
import dev.polyphony.tools.anytoany.pipeline.InputProjector;
import dev.polyphony.tools.anytoany.pipeline.LlmBackbone;
import dev.polyphony.tools.anytoany.pipeline.LlmSequence;
import dev.polyphony.tools.anytoany.pipeline.ModalityEncoder;
import dev.polyphony.tools.anytoany.pipeline.OutputProjector;
import dev.polyphony.tools.anytoany.pipeline.Registry;
import dev.polyphony.tools.anytoany.tensor.Rows;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.List;
import java.util.Set;

/** The component types of the nano model: {@code words}, {@code turns}, {@code tinybind}, {@code qformer}, {@code decoder}, {@code tfm}, {@code flow}. */
public final class NanoComponents {
    private NanoComponents() {}

    /** Adds the types to a registry and returns it. */
    public static Registry addTo(Registry registry) {
        return registry.tokenizer("words", WordTokenizer::new)
                .layout("turns", (spec, tokenizer) -> new TurnLayout(spec.layout(), tokenizer, spec.signals()))
                .encoder("tinybind", (bundle, part) -> new Encoder(new TinyBind(bundle, part)))
                .input("qformer", NanoComponents::input)
                .language("decoder", (bundle, part) -> new Language(new Decoder(bundle, part)))
                .output("tfm", NanoComponents::output)
                .generator("flow", FlowGenerator::new);
    }

    private static InputProjector input(Bundle bundle, Part part) {
        QFormer net = new QFormer(bundle, part);
        return (modality, features) -> Rows.tensor(net.soft(modality, Rows.of(features.tokens())));
    }

    private static OutputProjector output(Bundle bundle, Modality modality, Part part) {
        SignalReader net = new SignalReader(bundle, part);
        return (hidden, embeddings) -> Rows.tensor(net.conditioning(Rows.of(hidden), Rows.of(embeddings)));
    }

    private record Encoder(TinyBind net) implements ModalityEncoder {
        @Override
        public Set<Modality> accepts() {
            return net.modalities();
        }

        @Override
        public Features encode(Media media) {
            float[][] tokens = net.tokens(media.modality(), MediaReader.patches(media));
            return new Features(Rows.tensor(tokens), Tensor.of(net.pooled(tokens), 1, net.width()));
        }
    }

    private record Language(Decoder net) implements LlmBackbone {
        @Override
        public int width() {
            return net.width();
        }

        @Override
        public int context() {
            return net.context();
        }

        @Override
        public Tensor embed(List<Integer> ids) {
            Tensor rows = Tensor.zeros(ids.size(), net.width());
            for (int i = 0; i < ids.size(); i++) {
                System.arraycopy(net.embedding(ids.get(i)), 0, rows.values(), i * net.width(), net.width());
            }
            return rows;
        }

        @Override
        public LlmSequence start() {
            return new Sequence(net, net.start());
        }
    }

    private record Sequence(Decoder net, Decoder.Sequence sequence) implements LlmSequence {
        @Override
        public int length() {
            return sequence.length();
        }

        @Override
        public Step feed(Tensor embeddings) {
            float[][] hidden = sequence.feed(Rows.of(embeddings));
            float[] last = hidden[hidden.length - 1];
            return new Step() {
                @Override
                public Tensor hidden() {
                    return Tensor.of(last, 1, net.width());
                }

                @Override
                public float[] logits() {
                    return net.logits(last);
                }
            };
        }

        @Override
        public void close() {}
    }
}
