package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Value;
import dev.polyphony.tools.remote.http.Ask;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Json;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** KServe v2 and Triton: named tensors as JSON, bytes as base64; the first output tensor is the result. */
final class KserveAdapter implements Adapter {
    @Override
    public Set<String> tasks() {
        Set<String> all = new TreeSet<>(Generated.MEDIA);
        all.addAll(Set.of(
                "text-generation",
                "image-to-text",
                "automatic-speech-recognition",
                "translation",
                "feature-extraction"));
        return all;
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Given given = new Given(service, attempt.call());
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode inputs = body.putArray("inputs");
        if (!given.text().isEmpty()) {
            tensor(inputs, service.option("text-tensor", "text"), given.text());
        }
        for (Modality kind : new Modality[] {Modality.IMAGE, Modality.AUDIO}) {
            if (given.has(kind)) {
                Media media = given.media(kind);
                tensor(inputs, service.option(kind.portName() + "-tensor", kind.portName()), given.base64(media));
            }
        }
        Json json = attempt.json(attempt.send(Ask.post("/v2/models/%s/infer".formatted(service.modelOrEmpty()), body)));
        JsonNode data = json.root().path("outputs").path(0).path("data");
        return switch (service.gives()) {
            case TEXT -> service.give(new Value.Text(json.text(Answers.only(data))));
            case EMBEDDING -> service.give(Answers.embedding(data));
            default -> new Results(service, attempt).media(json, Answers.only(data));
        };
    }

    private static void tensor(ArrayNode inputs, String name, String value) {
        ObjectNode tensor = inputs.addObject().put("name", name).put("datatype", "BYTES");
        tensor.putArray("shape").add(1);
        tensor.putArray("data").add(value);
    }
}
