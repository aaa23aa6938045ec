package dev.polyphony.tools.anytoany.nano.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A generator's net as operations whose gradients are known, with the weights' names of the trained files. Not thread-safe. */
final class FlowGraph {
    private static final float EPSILON = 1e-5f;
    private static final double FASTEST = 1000;

    private final FlowShape shape;
    private final NDManager manager;
    private final Random random;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();

    FlowGraph(FlowShape shape, NDManager manager, long seed) {
        this.shape = shape;
        this.manager = manager;
        random = new Random(seed);
        int d = shape.width();
        normal("pos", 0.02, shape.tokens(), d);
        linear("inp", shape.patch(), d);
        linear("pool1", shape.slots() * d, d);
        linear("pool2", d, d);
        linear("time1", d, d);
        linear("time2", d, d);
        for (int i = 0; i < shape.blocks(); i++) {
            String block = "blocks.%d.".formatted(i);
            linear(block + "ad", d, 4 * d);
            for (String norm : new String[] {"n1", "n2", "n3"}) {
                norm(block + norm, d);
            }
            for (String attention : new String[] {"sa", "ca"}) {
                linear(block + attention + ".q", d, d);
                linear(block + attention + ".kv", d, 2 * d);
                linear(block + attention + ".o", d, d);
            }
            linear(block + "up", d, 4 * d);
            linear(block + "down", 4 * d, d);
        }
        norm("norm", d);
        linear("out", d, shape.patch());
        linear("mix_logits", d, shape.patch() / shape.channels() * shape.mixture());
        linear("mix_colors", d, shape.channels() * shape.mixture());
    }

    private void normal(String name, double scale, int... size) {
        long[] sizes = java.util.Arrays.stream(size).asLongStream().toArray();
        float[] values = new float[(int) new Shape(sizes).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * scale);
        }
        put(name, manager.create(values, new Shape(sizes)));
    }

    private void put(String name, NDArray array) {
        array.setName(name);
        array.setRequiresGradient(true);
        weights.put(name, array);
    }

    private void linear(String name, int in, int out) {
        normal(name + ".weight", Math.sqrt(1.0 / (3 * in)), out, in);
        put(name + ".bias", manager.zeros(new Shape(out)));
    }

    private void norm(String name, int width) {
        put(name + ".weight", manager.ones(new Shape(width)));
        put(name + ".bias", manager.zeros(new Shape(width)));
    }

    /** Returns the weights under their names; they belong to this graph. */
    NDList weights() {
        return new NDList(weights.values().toArray(NDArray[]::new));
    }

    private NDArray weight(String name) {
        NDArray array = weights.get(name);
        if (array == null) {
            throw new IllegalStateException("no weight " + name);
        }
        return array;
    }

    private NDArray linear(String name, NDArray x) {
        return x.matMul(weight(name + ".weight").transpose()).add(weight(name + ".bias"));
    }

    private NDArray norm(String name, NDArray x) {
        int last = x.getShape().dimension() - 1;
        NDArray centred = x.sub(x.mean(new int[] {last}, true));
        NDArray variance = centred.square().mean(new int[] {last}, true);
        return centred.div(variance.add(EPSILON).sqrt())
                .mul(weight(name + ".weight"))
                .add(weight(name + ".bias"));
    }

    private static NDArray silu(NDArray x) {
        return x.mul(Activation.sigmoid(x));
    }

    /**
     * Returns the clean patches, [n, tokens, patch].
     *
     * @param noisy [n, tokens, patch]
     * @param conditioning [n, slots, width]
     * @param times share of content, [n]
     */
    NDArray clean(NDArray noisy, NDArray conditioning, float[] times) {
        long n = noisy.getShape().get(0);
        int d = shape.width();
        NDArray waves = waves(times, noisy.getManager());
        NDArray time = linear("time2", silu(linear("time1", waves)));
        NDArray pooled = linear("pool2", silu(linear("pool1", conditioning.reshape(n, (long) shape.slots() * d))));
        NDArray both = pooled.add(time);
        NDArray x = linear("inp", noisy).add(weight("pos")).add(both.expandDims(1));
        NDArray context = NDArrays.concat(new NDList(conditioning, time.expandDims(1)), 1);
        NDArray vector = silu(both);
        for (int i = 0; i < shape.blocks(); i++) {
            x = block("blocks.%d.".formatted(i), x, context, vector);
        }
        NDArray hidden = norm("norm", x);
        long pixels = shape.patch() / shape.channels();
        NDArray shares = linear("mix_logits", hidden)
                .reshape(n, shape.tokens(), pixels, shape.mixture())
                .softmax(-1);
        NDArray colours = linear("mix_colors", hidden).reshape(n, shape.tokens(), shape.mixture(), shape.channels());
        return linear("out", hidden).add(shares.matMul(colours).reshape(n, shape.tokens(), shape.patch()));
    }

    private NDArray block(String name, NDArray x, NDArray context, NDArray vector) {
        NDList change = linear(name + "ad", vector).expandDims(1).split(4, 2);
        NDArray y = norm(name + "n1", x).mul(change.get(0).add(1)).add(change.get(1));
        NDArray seen = x.add(attention(name + "sa", y, y));
        NDArray told = seen.add(attention(name + "ca", norm(name + "n2", seen), context));
        NDArray z = norm(name + "n3", told).mul(change.get(2).add(1)).add(change.get(3));
        return told.add(linear(name + "down", Activation.gelu(linear(name + "up", z))));
    }

    private NDArray attention(String name, NDArray x, NDArray context) {
        NDList both = linear(name + ".kv", context).split(2, 2);
        NDArray query = heads(linear(name + ".q", x));
        NDArray keys = heads(both.get(0)).transpose(0, 1, 3, 2);
        float scale = (float) Math.sqrt(shape.width() / (double) shape.heads());
        NDArray seen = query.matMul(keys).div(scale).softmax(-1).matMul(heads(both.get(1)));
        NDArray joined = seen.transpose(0, 2, 1, 3)
                .reshape(x.getShape().get(0), x.getShape().get(1), shape.width());
        return linear(name + ".o", joined);
    }

    private NDArray heads(NDArray x) {
        return x.reshape(x.getShape().get(0), x.getShape().get(1), shape.heads(), shape.width() / (long) shape.heads())
                .transpose(0, 2, 1, 3);
    }

    private NDArray waves(float[] times, NDManager at) {
        int half = shape.width() / 2;
        float[] waves = new float[times.length * shape.width()];
        for (int n = 0; n < times.length; n++) {
            for (int i = 0; i < half; i++) {
                double angle = FASTEST * times[n] * Math.pow(FASTEST, -i / (double) half);
                waves[n * shape.width() + i] = (float) Math.sin(angle);
                waves[n * shape.width() + half + i] = (float) Math.cos(angle);
            }
        }
        return at.create(waves, new Shape(times.length, shape.width())).toType(DataType.FLOAT32, false);
    }
}
