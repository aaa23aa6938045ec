package dev.polyphony.tools.local.convert;

import static dev.polyphony.tools.local.convert.OnnxGraph.integer;
import static dev.polyphony.tools.local.convert.OnnxGraph.integers;
import static dev.polyphony.tools.local.convert.OnnxGraph.real;
import static dev.polyphony.tools.local.convert.OnnxGraph.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes one TensorFlow operator as ONNX nodes. TensorFlow keeps pictures as NHWC and ONNX as NCHW, so the operators of
 * pictures are set between two transpositions, which the runtime removes where they meet.
 */
final class Operators {
    private static final long[] TO_NCHW = {0, 3, 1, 2};
    private static final long[] TO_NHWC = {0, 2, 3, 1};

    private final OnnxGraph onnx;
    private final Constants constants;

    Operators(OnnxGraph onnx, Constants constants) {
        this.onnx = onnx;
        this.constants = constants;
    }

    /** Returns how many of a node's inputs are values; the rest are constants that become attributes. */
    static int values(GraphNode node) {
        int inputs = node.inputs().size();
        return switch (node.op()) {
            case "Conv2D", "Pad", "PadV2", "Reshape", "ResizeBilinear", "SplitV", "Transpose" -> 1;
            case "ConcatV2" -> inputs - 1;
            default -> inputs;
        };
    }

    /** @throws UnsupportedOperationException if the operator is not known */
    void write(GraphNode node) {
        String name = node.name();
        List<String> in = node.inputs();
        switch (node.op()) {
            case "Placeholder" -> onnx.input(name, node.shape());
            case "Const" -> onnx.constant(name, constants.of(name));
            case "Identity", "Sigmoid" -> onnx.node(node.op(), in, name);
            case "Add", "AddV2" -> onnx.node("Add", in, name);
            case "LeakyRelu" -> onnx.node("LeakyRelu", in, name, real("alpha", node.real("alpha")));
            case "Transpose" -> onnx.node("Transpose", in.subList(0, 1), name, integers("perm", fixed(node, 1)));
            case "Reshape" -> onnx.node("Reshape", List.of(in.get(0), onnx.constant(fixed(node, 1))), name);
            case "ConcatV2" -> {
                int last = in.size() - 1;
                onnx.node("Concat", in.subList(0, last), name, integer("axis", fixed(node, last)[0]));
            }
            case "Conv2D" -> convolution(node);
            case "MaxPool" -> maxPool(node);
            case "Pad", "PadV2" -> pad(node);
            case "ResizeBilinear" -> resize(node);
            case "SplitV" -> split(node);
            default -> throw new UnsupportedOperationException("operator %s of %s".formatted(node.op(), name));
        }
    }

    private long[] fixed(GraphNode node, int input) {
        return constants.of(node.input(input)).integers();
    }

    private void convolution(GraphNode node) {
        requireNhwc(node);
        String kernel = node.input(1);
        Tensor oihw = constants.of(kernel).transposed(3, 2, 0, 1);
        long[] dilations = node.integers("dilations");
        long[] strides = node.integers("strides");
        onPicture(
                node,
                "Conv",
                List.of(onnx.constant(kernel + "/oihw", oihw)),
                integers("strides", strides[1], strides[2]),
                integers("dilations", dilations[1], dilations[2]),
                padding(node));
    }

    private void maxPool(GraphNode node) {
        requireNhwc(node);
        long[] size = node.integers("ksize");
        long[] strides = node.integers("strides");
        onPicture(
                node,
                "MaxPool",
                List.of(),
                integers("kernel_shape", size[1], size[2]),
                integers("strides", strides[1], strides[2]),
                padding(node));
    }

    private void resize(GraphNode node) {
        String corners = node.flag("align_corners")
                ? "align_corners"
                : node.flag("half_pixel_centers") ? "half_pixel" : "asymmetric";
        onPicture(
                node,
                "Resize",
                List.of("", "", onnx.constant(fixed(node, 1))),
                text("mode", "linear"),
                text("coordinate_transformation_mode", corners),
                integers("axes", 2, 3));
    }

    private void pad(GraphNode node) {
        long[] pairs = fixed(node, 1);
        int rank = pairs.length / 2;
        long[] ends = new long[pairs.length];
        for (int d = 0; d < rank; d++) {
            ends[d] = pairs[2 * d];
            ends[rank + d] = pairs[2 * d + 1];
        }
        List<String> inputs = new ArrayList<>(List.of(node.input(0), onnx.constant(ends)));
        if (node.op().equals("PadV2")) {
            inputs.add(onnx.constant(node.input(2), constants.of(node.input(2))));
        }
        onnx.node("Pad", inputs, node.name());
    }

    private void split(GraphNode node) {
        long[] sizes = fixed(node, 1);
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            outputs.add(i == 0 ? node.name() : node.name() + ":" + i);
        }
        onnx.node("Split", List.of(node.input(0), onnx.constant(sizes)), outputs, integer("axis", fixed(node, 2)[0]));
    }

    private void onPicture(GraphNode node, String op, List<String> more, Proto... attributes) {
        String nchw = onnx.node("Transpose", List.of(node.input(0)), onnx.fresh("nchw"), integers("perm", TO_NCHW));
        List<String> inputs = new ArrayList<>(List.of(nchw));
        inputs.addAll(more);
        String result = onnx.node(op, inputs, onnx.fresh("result"), attributes);
        onnx.node("Transpose", List.of(result), node.name(), integers("perm", TO_NHWC));
    }

    private static Proto padding(GraphNode node) {
        return text("auto_pad", node.text("padding", "VALID").equals("SAME") ? "SAME_UPPER" : "VALID");
    }

    private static void requireNhwc(GraphNode node) {
        if (!node.text("data_format", "NHWC").equals("NHWC")) {
            throw new UnsupportedOperationException("%s keeps its picture as NCHW".formatted(node.name()));
        }
    }
}
