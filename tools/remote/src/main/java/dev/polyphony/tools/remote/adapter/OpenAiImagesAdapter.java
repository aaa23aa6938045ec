package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Outputs;
import dev.polyphony.tools.remote.http.Ask;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Json;
import java.io.IOException;
import java.util.Set;

/** The images API of OpenAI, Together, Nscale, LocalAI: base64 or a URL, whatever was asked for. */
final class OpenAiImagesAdapter implements Adapter {
    @Override
    public Set<String> tasks() {
        return Set.of("text-to-image");
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Given given = new Given(service, attempt.call());
        ObjectNode body = given.parameters().put("prompt", given.text());
        if (service.model() != null) {
            body.put("model", service.model());
        }
        String format = service.option("response-format", "b64_json");
        if (!format.equals("none")) {
            body.put("response_format", format);
        }
        Json json = attempt.json(attempt.send(Ask.post("/v1/images/generations", body)));
        JsonNode first = json.root().path("data").path(0);
        JsonNode node =
                first.has("b64_json") && !first.path("b64_json").isNull() ? first.path("b64_json") : first.path("url");
        return new Results(service, attempt).media(json, node);
    }
}
