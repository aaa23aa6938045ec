package dev.polyphony.tools.local.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Converts {@code model.json} and its weights to ONNX: {@code TfjsToOnnx model.json model.onnx}. */
public final class TfjsToOnnx {
    private final GraphModel model;
    private final OnnxGraph onnx = new OnnxGraph();
    private final Operators operators;
    private final Set<String> written = new HashSet<>();

    private TfjsToOnnx(GraphModel model) {
        this.model = model;
        this.operators = new Operators(onnx, new Constants(model));
    }

    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[1]), convert(GraphModel.read(Path.of(args[0]))));
    }

    /** Returns the model as ONNX; its outputs are the nodes that no other node reads. */
    static byte[] convert(GraphModel model) {
        TfjsToOnnx converter = new TfjsToOnnx(model);
        List<String> outputs = model.outputs();
        outputs.forEach(converter::write);
        outputs.forEach(converter.onnx::output);
        return converter.onnx.toBytes();
    }

    private void write(String input) {
        String name = GraphNode.owner(input);
        if (!written.add(name)) {
            return;
        }
        GraphNode node = model.nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node " + name);
        }
        node.inputs().subList(0, Operators.values(node)).forEach(this::write);
        operators.write(node);
    }
}
