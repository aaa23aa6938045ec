package dev.polyphony.tools.local.convert;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An ONNX model in the making, opset 18. Field numbers are those of onnx.proto. */
final class OnnxGraph {
    private static final int IR_VERSION = 9;
    private static final int OPSET = 18;

    private final Proto graph = new Proto();
    private final Set<String> constants = new HashSet<>();
    private int unnamed;

    /** Returns a name that nothing else has. */
    String fresh(String stem) {
        return stem + "_" + unnamed++;
    }

    /** Adds a node with one output and returns the output's name. */
    String node(String op, List<String> inputs, String output, Proto... attributes) {
        node(op, inputs, List.of(output), attributes);
        return output;
    }

    void node(String op, List<String> inputs, List<String> outputs, Proto... attributes) {
        Proto node = new Proto();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(3, fresh(op)).text(4, op);
        for (Proto attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
    }

    /** Adds a constant once and returns its name; half floats are widened where they are read. */
    String constant(String name, Tensor tensor) {
        if (constants.add(name)) {
            boolean half = tensor.type == Tensor.Type.HALF;
            Proto proto = new Proto();
            for (long size : tensor.shape) {
                proto.number(1, size);
            }
            proto.number(2, tensor.type.onnx)
                    .text(8, half ? name + "/half" : name)
                    .bytes(9, tensor.toBytes());
            graph.message(5, proto);
            if (half) {
                node("Cast", List.of(name + "/half"), name, integer("to", Tensor.Type.FLOAT.onnx));
            }
        }
        return name;
    }

    String constant(long... values) {
        return constant(fresh("shape"), Tensor.longs(values));
    }

    void input(String name, long[] shape) {
        Proto sizes = new Proto();
        for (long size : shape) {
            sizes.message(1, new Proto().number(1, size));
        }
        graph.message(
                11, declared(name, new Proto().number(1, Tensor.Type.FLOAT.onnx).message(2, sizes)));
    }

    void output(String name) {
        graph.message(12, declared(name, new Proto().number(1, Tensor.Type.FLOAT.onnx)));
    }

    byte[] toBytes() {
        return new Proto()
                .number(1, IR_VERSION)
                .text(2, "polyphony")
                .message(7, graph.text(2, "converted"))
                .message(8, new Proto().text(1, "").number(2, OPSET))
                .toBytes();
    }

    static Proto integer(String name, long value) {
        return new Proto().text(1, name).number(3, value).number(20, 2);
    }

    static Proto real(String name, float value) {
        return new Proto().text(1, name).real(2, value).number(20, 1);
    }

    static Proto text(String name, String value) {
        return new Proto().text(1, name).text(4, value).number(20, 3);
    }

    static Proto integers(String name, long... values) {
        Proto proto = new Proto().text(1, name);
        for (long value : values) {
            proto.number(8, value);
        }
        return proto.number(20, 7);
    }

    private static Proto declared(String name, Proto tensor) {
        return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
    }
}
