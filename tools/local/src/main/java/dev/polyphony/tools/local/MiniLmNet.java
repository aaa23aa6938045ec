package dev.polyphony.tools.local;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The network of all-MiniLM-L6-v2, run over texts of like length together, in the caller's thread: sentences are so short
 * that a second thread gains nothing, and costs many times more where it has to wait for a processor. What else is in a
 * batch does not change a vector. Thread-safe.
 */
final class MiniLmNet {
    private static final int LONGEST = 510;
    private static final int MOST_TEXTS = 32;
    private static final int MOST_TOKENS = 2048;
    /** What running a batch costs beside its tokens, in tokens. */
    private static final int BATCH = 14;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    /** A text, or a piece of one that is too long: word pieces with marks at both ends. */
    private static final class Part {
        private final int text;
        private final long[] ids;

        Part(int text, long[] ids) {
            this.text = text;
            this.ids = ids;
        }

        int length() {
            return ids.length;
        }
    }

    private MiniLmNet(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /** Loads the weights from the class path. */
    static MiniLmNet load() {
        Engines.startOnnxRuntime();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (InputStream weights = resource("/all-minilm-l6-v2.onnx");
                InputStream words = resource("/all-minilm-l6-v2-tokenizer.json");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            return new MiniLmNet(
                    environment,
                    environment.createSession(weights.readAllBytes(), options),
                    HuggingFaceTokenizer.newInstance(words, Map.of("padding", "false", "truncation", "false")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw broken(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(AllMiniLmL6V2EmbeddingModel.class.getResourceAsStream(name), name);
    }

    private static IllegalStateException broken(OrtException e) {
        return new IllegalStateException("all-MiniLM-L6-v2 can't be run: " + e.getMessage(), e);
    }

    /** Returns one vector of length 1 for each text, in order; none may be blank. */
    List<float[]> embed(List<String> texts) {
        List<Part> parts = new ArrayList<>();
        for (int t = 0; t < texts.size(); t++) {
            cut(t, tokenizer.encode(texts.get(t), true, false), parts);
        }
        parts.sort(Comparator.comparingInt(Part::length));
        float[][] vectors = new float[texts.size()][MiniLmEmbedder.DIMENSIONS];
        int from = 0;
        for (int to : ends(parts)) {
            run(parts.subList(from, to), vectors);
            from = to;
        }
        for (float[] vector : vectors) {
            normalize(vector);
        }
        return List.of(vectors);
    }

    /**
     * Returns where batches end, so that least is computed: all parts of a batch count as long as its longest, and each
     * batch costs something of its own.
     */
    private static List<Integer> ends(List<Part> sorted) {
        int[] least = new int[sorted.size() + 1];
        int[] start = new int[sorted.size() + 1];
        for (int end = 1; end <= sorted.size(); end++) {
            int length = sorted.get(end - 1).length();
            least[end] = Integer.MAX_VALUE;
            for (int from = end - 1; from >= 0 && end - from <= MOST_TEXTS; from--) {
                int tokens = (end - from) * length;
                if (end - from > 1 && tokens > MOST_TOKENS) {
                    break;
                }
                if (least[from] + tokens + BATCH < least[end]) {
                    least[end] = least[from] + tokens + BATCH;
                    start[end] = from;
                }
            }
        }
        List<Integer> ends = new ArrayList<>();
        for (int end = sorted.size(); end > 0; end = start[end]) {
            ends.add(0, end);
        }
        return ends;
    }

    /** A text that is too long is cut between words. */
    private static void cut(int text, Encoding encoding, List<Part> parts) {
        long[] ids = encoding.getIds();
        if (ids.length <= LONGEST + 2) {
            parts.add(new Part(text, ids));
            return;
        }
        String[] tokens = encoding.getTokens();
        int end = ids.length - 1;
        for (int from = 1; from < end; ) {
            int to = Math.min(end, from + LONGEST);
            while (to < end && to > from + 1 && tokens[to].startsWith("##")) {
                to--;
            }
            long[] piece = new long[to - from + 2];
            piece[0] = ids[0];
            System.arraycopy(ids, from, piece, 1, to - from);
            piece[piece.length - 1] = ids[end];
            parts.add(new Part(text, piece));
            from = to;
        }
    }

    /** Adds to the vector of each text the sum of what the network makes of its word pieces. */
    private void run(List<Part> batch, float[][] vectors) {
        int length = batch.get(batch.size() - 1).length();
        long[] ids = new long[batch.size() * length];
        long[] mask = new long[ids.length];
        for (int b = 0; b < batch.size(); b++) {
            long[] own = batch.get(b).ids;
            System.arraycopy(own, 0, ids, b * length, own.length);
            Arrays.fill(mask, b * length, b * length + own.length, 1);
        }
        long[] shape = {batch.size(), length};
        try (OnnxTensor words = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor there = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor kinds = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", words, "attention_mask", there, "token_type_ids", kinds))) {
            FloatBuffer made = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] row = new float[MiniLmEmbedder.DIMENSIONS];
            for (int b = 0; b < batch.size(); b++) {
                float[] vector = vectors[batch.get(b).text];
                made.position(b * length * row.length);
                for (int k = 0; k < batch.get(b).length(); k++) {
                    made.get(row);
                    for (int d = 0; d < row.length; d++) {
                        vector[d] += row[d];
                    }
                }
            }
        } catch (OrtException e) {
            throw broken(e);
        }
    }

    private static void normalize(float[] vector) {
        double squares = 0;
        for (float number : vector) {
            squares += number * number;
        }
        float length = (float) Math.sqrt(squares);
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= length;
        }
    }
}
