package dev.polyphony.tools.local;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The network ESRGAN-slim: two residual dense blocks, a fusion of their features, and an enlargement by repetition between
 * convolutions. It takes and gives [1, 3, height, width], red, green, blue, from 0 to 1.
 */
final class Esrgan {
    private static final int BLOCKS = 2;
    private static final int CHANNELS = 1;

    private final int factor;
    private final Map<String, NDArray> weights;

    private Esrgan(int factor, Map<String, NDArray> weights) {
        this.factor = factor;
        this.weights = weights;
    }

    /** Reads the weights of a factor into a manager, which frees them. */
    static Esrgan read(int factor, NDManager manager) throws IOException {
        Map<String, NDArray> weights = new HashMap<>();
        WeightFile manifest = WeightFile.esrgan(factor, "model.json");
        try (Reader json = new InputStreamReader(manifest.open(), StandardCharsets.UTF_8);
                var in = WeightFile.esrgan(factor, "group1-shard1of1.bin").open()) {
            FloatBuffer values = ByteBuffer.wrap(in.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            JsonObject root = JsonUtils.GSON.fromJson(json, JsonObject.class);
            JsonObject group = root.getAsJsonArray("weightsManifest").get(0).getAsJsonObject();
            for (JsonElement weight : group.getAsJsonArray("weights")) {
                String name = weight.getAsJsonObject().get("name").getAsString();
                weights.put(name, next(weight.getAsJsonObject(), values, manager));
            }
        }
        return new Esrgan(factor, weights);
    }

    /** Takes the next tensor from the file; a kernel lies there as height, width, in, out. */
    private static NDArray next(JsonObject weight, FloatBuffer values, NDManager manager) {
        long[] sizes = JsonUtils.GSON.fromJson(weight.get("shape"), long[].class);
        Shape shape = new Shape(sizes);
        float[] own = new float[(int) shape.size()];
        values.get(own);
        NDArray array = manager.create(own, shape);
        return shape.dimension() == 4 ? array.transpose(3, 2, 0, 1) : array;
    }

    NDArray forward(NDArray input) {
        NDArray first = convolve("F_m1", input);
        NDArray features = convolve("F_0", first);
        NDList blocks = new NDList();
        for (int block = 1; block <= BLOCKS; block++) {
            NDArray dense = relu(convolve("F_%d_1".formatted(block), features));
            features =
                    convolve("LFF_" + block, features.concat(dense, CHANNELS)).add(features);
            blocks.add(features);
        }
        NDArray fused = blocks.get(0).concat(blocks.get(1), CHANNELS);
        NDArray all = convolve("GFF_2", convolve("GFF_1", fused)).add(first);
        NDArray planes = convolve("UPN3", relu(convolve("UPN2", relu(convolve("UPN1", all)))));
        return convolve("SR", planes.repeat(2, factor).repeat(3, factor));
    }

    private NDArray convolve(String layer, NDArray input) {
        NDArray kernel = weight(layer + "/kernel");
        long padding = kernel.getShape().get(2) / 2;
        return Conv2d.conv2d(input, kernel, weight(layer + "/bias"), new Shape(1, 1), new Shape(padding, padding))
                .singletonOrThrow();
    }

    private NDArray weight(String name) {
        NDArray array = weights.get(name);
        if (array == null) {
            throw new IllegalStateException("no weights %s for factor %d".formatted(name, factor));
        }
        return array;
    }

    private static NDArray relu(NDArray array) {
        return Activation.relu(array);
    }
}
