package dev.polyphony.tools.local.convert;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates what a graph computes from constants alone: the shapes and paddings that ONNX wants to know beforehand. */
final class Constants {
    private final GraphModel model;

    Constants(GraphModel model) {
        this.model = model;
    }

    /**
     * Returns the value of a node.
     *
     * @throws UnsupportedOperationException if it is not constant, or of an operator that is not known here
     */
    Tensor of(String name) {
        GraphNode node = model.nodes.get(GraphNode.owner(name));
        if (node == null) {
            throw new IllegalArgumentException("no node " + name);
        }
        return switch (node.op()) {
            case "Const" -> weight(name);
            case "Identity" -> of(node.input(0));
            case "Add", "AddV2" -> sum(of(node.input(0)), of(node.input(1)));
            case "SparseToDense" -> dense(node.inputs().stream().map(this::of).toList());
            default -> throw new UnsupportedOperationException("constant %s of %s".formatted(name, node.op()));
        };
    }

    private Tensor weight(String name) {
        @Nullable Tensor tensor = model.weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no weights for " + name);
        }
        return tensor;
    }

    private static Tensor sum(Tensor a, Tensor b) {
        int[] sums = a.bits.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += b.bits[b.bits.length == 1 ? 0 : i];
        }
        return new Tensor(a.type, a.shape, sums);
    }

    /** indices, shape, values, default: a vector or matrix of the default with the values at the indices. */
    private static Tensor dense(List<Tensor> inputs) {
        long[] indices = inputs.get(0).integers();
        long[] shape = inputs.get(1).integers();
        Tensor values = inputs.get(2);
        int[] bits = new int[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.fill(bits, inputs.get(3).bits[0]);
        boolean oneForAll = values.shape.length == 0;
        int count = oneForAll ? indices.length / shape.length : values.bits.length;
        for (int i = 0; i < count; i++) {
            int offset = 0;
            for (int d = 0; d < shape.length; d++) {
                offset = (int) (offset * shape[d] + indices[i * shape.length + d]);
            }
            bits[offset] = values.bits[oneForAll ? 0 : i];
        }
        return new Tensor(values.type, shape, bits);
    }
}
