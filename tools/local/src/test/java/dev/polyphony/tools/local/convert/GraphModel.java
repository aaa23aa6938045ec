package dev.polyphony.tools.local.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A TensorFlow.js graph model as it lies in its files: nodes by name, and weights by name. */
final class GraphModel {
    final Map<String, GraphNode> nodes = new LinkedHashMap<>();
    final Map<String, Tensor> weights = new LinkedHashMap<>();

    static GraphModel read(Path json) throws IOException {
        GraphModel model = new GraphModel();
        JsonNode root = new ObjectMapper().readTree(json.toFile());
        for (JsonNode node : root.at("/modelTopology/node")) {
            model.add(new GraphNode(node));
        }
        for (JsonNode group : root.path("weightsManifest")) {
            ByteArrayOutputStream shards = new ByteArrayOutputStream();
            for (JsonNode path : group.path("paths")) {
                shards.writeBytes(Files.readAllBytes(json.resolveSibling(path.asText())));
            }
            ByteBuffer bytes = ByteBuffer.wrap(shards.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
            for (JsonNode weight : group.path("weights")) {
                model.weights.put(weight.path("name").asText(), tensor(weight, bytes));
            }
        }
        return model;
    }

    void add(GraphNode node) {
        nodes.put(node.name(), node);
    }

    /** Returns the names of the nodes that no other node reads: the outputs of the model. */
    List<String> outputs() {
        Set<String> read = new HashSet<>();
        nodes.values().forEach(node -> node.inputs().forEach(input -> read.add(GraphNode.owner(input))));
        List<String> outputs = new ArrayList<>(nodes.keySet());
        outputs.removeIf(name -> read.contains(name) || nodes.get(name).op().equals("Const"));
        return outputs;
    }

    private static Tensor tensor(JsonNode weight, ByteBuffer bytes) {
        String type =
                weight.at("/quantization/dtype").asText(weight.path("dtype").asText());
        long[] shape = StreamSupport.stream(weight.path("shape").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
        return Tensor.read(
                switch (type) {
                    case "float32" -> Tensor.Type.FLOAT;
                    case "float16" -> Tensor.Type.HALF;
                    case "int32" -> Tensor.Type.INT;
                    default -> throw new UnsupportedOperationException("weights of type " + type);
                },
                shape,
                bytes);
    }
}
