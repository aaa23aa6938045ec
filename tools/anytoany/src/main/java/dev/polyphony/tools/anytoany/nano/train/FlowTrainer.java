package dev.polyphony.tools.anytoany.nano.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Trains a generator to turn noise into media, by the flow's own loss: the squared error of the clean patches over the square of
 * the noise that is left, which counts as at least 0.2. AdamW, one cosine. One training at a time in a process: DJL has one
 * gradient tape. Not thread-safe; close it to free its weights.
 */
public final class FlowTrainer implements AutoCloseable {
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.98f;
    private static final float EPSILON = 1e-8f;
    private static final float DECAY = 0.01f;
    private static final int WARM_UP = 10;
    private static final double SHIFT = 4;
    private static final double LEAST_NOISE = 0.2;
    private static final double PURE_NOISE = 0.2;

    private final FlowShape shape;
    private final NDManager manager;
    private final FlowGraph graph;
    private final List<NDArray> first = new ArrayList<>();
    private final List<NDArray> second = new ArrayList<>();
    private final Random random;
    private int step;

    /**
     * Starts with weights by chance.
     *
     * @throws ai.djl.engine.EngineException if the PyTorch engine is not on the class path
     */
    public FlowTrainer(FlowShape shape, long seed) {
        this.shape = shape;
        manager = Engine.getEngine("PyTorch").newBaseManager();
        random = new Random(seed);
        graph = new FlowGraph(shape, manager, seed);
        graph.weights().forEach(weight -> {
            first.add(manager.zeros(weight.getShape()));
            second.add(manager.zeros(weight.getShape()));
        });
    }

    /**
     * Trains on all examples at once, so many times, and returns the loss of each step.
     *
     * @param media clean patches, one row of {@code tokens x patch} values an example
     * @param conditioning one row of {@code slots x width} values an example
     * @param rate the highest learning rate
     */
    public float[] train(float[][] media, float[][] conditioning, int steps, float rate) {
        float[] losses = new float[steps];
        for (int i = 0; i < steps; i++) {
            double cosine = 0.5 + 0.5 * Math.cos(Math.PI * i / steps);
            losses[i] = step(media, conditioning, (float) (rate * cosine * Math.min(1, (i + 1) / (double) WARM_UP)));
        }
        return losses;
    }

    /** Everything but the weights lives as long as the step: whatever is made of a weight belongs to the step's own manager. */
    private float step(float[][] media, float[][] conditioning, float rate) {
        int n = media.length;
        float[] times = new float[n];
        float[] importance = new float[n];
        float[] noisy = new float[n * shape.tokens() * shape.patch()];
        for (int i = 0; i < n; i++) {
            double u = random.nextDouble() < PURE_NOISE ? 0 : random.nextDouble();
            times[i] = (float) (u / (u + SHIFT * (1 - u)));
            importance[i] = (float) Math.pow(Math.max(1 - times[i], LEAST_NOISE), -2);
            for (int j = 0; j < media[i].length; j++) {
                noisy[i * media[i].length + j] =
                        (float) (times[i] * media[i][j] + (1 - times[i]) * random.nextGaussian());
            }
        }
        NDList weights = graph.weights();
        try (NDManager own = manager.newSubManager()) {
            weights.tempAttach(own);
            NDArray target = own.create(flat(media), new Shape(n, shape.tokens(), shape.patch()));
            NDArray input = own.create(noisy, target.getShape());
            NDArray given = own.create(flat(conditioning), new Shape(n, shape.slots(), shape.width()));
            NDArray factor = own.create(importance, new Shape(n, 1, 1));
            float loss;
            try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray error = graph.clean(input, given, times).sub(target);
                NDArray mean = error.square().mul(factor).mean();
                gradients.backward(mean);
                loss = mean.getFloat();
            }
            step++;
            update(weights, rate, own);
            return loss;
        }
    }

    private void update(NDList weights, float rate, NDManager own) {
        float corrected = (float) (rate * Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step)));
        for (int i = 0; i < weights.size(); i++) {
            NDArray weight = weights.get(i);
            NDArray gradient = weight.getGradient();
            gradient.attach(own);
            float decay = weight.getShape().dimension() > 1 ? DECAY : 0;
            weight.getNDArrayInternal()
                    .adamUpdate(
                            new NDList(weight, gradient, first.get(i), second.get(i)),
                            new NDList(weight),
                            rate,
                            corrected,
                            decay,
                            1,
                            -1,
                            BETA_1,
                            BETA_2,
                            EPSILON,
                            true,
                            true);
        }
    }

    private static float[] flat(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[i].length, rows[i].length);
        }
        return all;
    }

    /** Returns the clean patches that the net sees in noisy ones now, {@code tokens x patch} values. */
    public float[] clean(float[] noisy, float[] conditioning, float time) {
        try (NDManager own = manager.newSubManager()) {
            NDList weights = graph.weights();
            weights.tempAttach(own);
            return graph.clean(
                            own.create(noisy, new Shape(1, shape.tokens(), shape.patch())),
                            own.create(conditioning, new Shape(1, shape.slots(), shape.width())),
                            new float[] {time})
                    .toFloatArray();
        }
    }

    /** Returns the weights as a safetensors file, under the names that the nano model reads. */
    public byte[] weights() {
        return graph.weights().encode(NDList.Encoding.SAFETENSORS);
    }

    @Override
    public void close() {
        manager.close();
    }
}
