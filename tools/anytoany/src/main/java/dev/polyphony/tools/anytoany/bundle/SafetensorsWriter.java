package dev.polyphony.tools.anytoany.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes safetensors files of F32. */
public final class SafetensorsWriter {
    private SafetensorsWriter() {}

    /** Returns a file of these tensors, in the order of the map. */
    public static byte[] bytes(Map<String, Tensor> tensors) {
        ObjectNode header = new ObjectMapper().createObjectNode();
        int at = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            int end = at + Float.BYTES * entry.getValue().values().length;
            ObjectNode info = header.putObject(entry.getKey()).put("dtype", "F32");
            entry.getValue().shape().forEach(info.putArray("shape")::add);
            info.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + json.length + at).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        for (Tensor tensor : tensors.values()) {
            for (float value : tensor.values()) {
                file.putFloat(value);
            }
        }
        return file.array();
    }
}
