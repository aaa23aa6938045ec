package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.tools.remote.http.Ask;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Json;
import java.io.IOException;
import java.util.Set;

/**
 * AUTOMATIC1111 and Forge. They work on one picture at a time, and their interrupt stops whatever runs, ours or not: so it
 * is sent only if the catalogue says that nobody else uses the server ({@code interrupt=true}).
 */
final class A1111Adapter implements Adapter {
    @Override
    public Set<String> tasks() {
        return Set.of("text-to-image", "image-to-image");
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Given given = new Given(service, attempt.call());
        ObjectNode body = given.parameters()
                .put("prompt", given.text())
                .put("seed", given.seed())
                .put("batch_size", 1);
        if (service.model() != null) {
            body.putObject("override_settings").put("sd_model_checkpoint", service.model());
        }
        boolean edit = given.has(Modality.IMAGE);
        if (edit) {
            body.putArray("init_images").add(given.base64(given.media(Modality.IMAGE)));
        }
        Ask ask = Ask.post(edit ? "/sdapi/v1/img2img" : "/sdapi/v1/txt2img", body);
        Json json;
        try {
            json = attempt.json(attempt.send(ask));
        } catch (InterruptedException e) {
            if (service.option("interrupt", "false").equals("true")) {
                attempt.sendAndForget(Ask.of("POST", "/sdapi/v1/interrupt"));
            }
            throw e;
        }
        return new Results(service, attempt).media(json, picture(json.root().path("images")));
    }

    /** The first of several pictures is a grid of the others. */
    private static JsonNode picture(JsonNode images) {
        return images.path(images.size() > 1 ? 1 : 0);
    }
}
