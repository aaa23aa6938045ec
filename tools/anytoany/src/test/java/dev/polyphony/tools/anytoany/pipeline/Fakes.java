package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A language model that says a script, whatever it is fed, and remembers what that was. */
final class Fakes implements LlmBackbone {
    static final int VOCABULARY = 20;

    final List<Integer> fed = new ArrayList<>();
    private final List<Integer> script;
    private final int context;
    boolean closed;

    Fakes(int context, Integer... script) {
        this.context = context;
        this.script = List.of(script);
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public int context() {
        return context;
    }

    /** An embedding is the token's number. */
    @Override
    public Tensor embed(List<Integer> ids) {
        Tensor rows = Tensor.zeros(ids.size(), 1);
        for (int i = 0; i < ids.size(); i++) {
            rows.values()[i] = ids.get(i);
        }
        return rows;
    }

    @Override
    public LlmSequence start() {
        return new LlmSequence() {
            private int prompt = -1;

            @Override
            public int length() {
                return fed.size();
            }

            @Override
            public Step feed(Tensor embeddings) {
                for (float value : embeddings.values()) {
                    fed.add((int) value);
                }
                prompt = prompt < 0 ? fed.size() : prompt;
                return step(fed.get(fed.size() - 1), fed.size() - prompt);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    /** The hidden state is the number of the token that was fed, times ten. */
    private LlmSequence.Step step(int token, int position) {
        return new LlmSequence.Step() {
            @Override
            public Tensor hidden() {
                return Tensor.of(new float[] {10 * token}, 1, 1);
            }

            @Override
            public float[] logits() {
                float[] logits = new float[VOCABULARY + 5];
                logits[VOCABULARY + 1] = 99;
                logits[position < script.size() ? script.get(position) : 0] = 9;
                logits[1] += 5;
                return logits;
            }
        };
    }
}
