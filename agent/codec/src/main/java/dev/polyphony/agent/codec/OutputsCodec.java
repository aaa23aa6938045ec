package dev.polyphony.agent.codec;

import dev.polyphony.agent.StorageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outputs of a task, artifact ids by port, as JSON: {@code {"text": ["…"]}}. */
public final class OutputsCodec {
    private OutputsCodec() {}

    /** Returns the ids as JSON, in the order of the ports. */
    public static String encode(Map<String, List<String>> outputs) {
        return Json.write(outputs);
    }

    /**
     * Returns the ids that the text holds.
     *
     * @throws StorageException if it holds none
     */
    public static Map<String, List<String>> decode(String json) {
        return Json.read(
                json,
                "list of outputs",
                tree -> {
                    Map<String, List<String>> outputs = new LinkedHashMap<>();
                    tree.fields().forEachRemaining(port -> {
                        List<String> ids = new ArrayList<>();
                        port.getValue().forEach(id -> ids.add(id.asText()));
                        outputs.put(port.getKey(), ids);
                    });
                    return outputs;
                },
                StorageException::new);
    }
}
