package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.UnsupportedFeatureException;
import dev.polyphony.tools.remote.http.Ask;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Job;
import dev.polyphony.tools.remote.http.JobHandle;
import dev.polyphony.tools.remote.http.Json;
import dev.polyphony.tools.remote.http.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ComfyUI: a workflow, exported by it as API JSON, whose texts hold the slots {@code {prompt}}, {@code {image}} and
 * {@code {seed}} (option {@code workflow}). A slot that is a whole text and a number in the call becomes a number.
 */
final class ComfyUiAdapter implements Adapter {
    @Override
    public Set<String> tasks() {
        return Generated.MEDIA;
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Given given = new Given(service, attempt.call());
        Map<String, JsonNode> slots = new LinkedHashMap<>();
        given.parameters().properties().forEach(p -> slots.put(p.getKey(), p.getValue()));
        slots.put("prompt", Json.mapper().getNodeFactory().textNode(given.text()));
        slots.put("seed", Json.mapper().getNodeFactory().numberNode(given.seed()));
        if (given.has(Modality.IMAGE)) {
            slots.put("image", upload(given, attempt));
        }
        ObjectNode body = Json.mapper().createObjectNode().put("client_id", "polyphony");
        body.set("prompt", fill(workflow(service), slots));
        JsonNode done = attempt.run(Ask.post("/prompt", body), new Prompt(attempt));
        return new Results(service, attempt).body(attempt.send(Ask.get(file(done))));
    }

    private static JsonNode workflow(Service service) {
        try {
            return Json.parse(service.option("workflow", ""));
        } catch (InvalidOutputException e) {
            throw new UnsupportedFeatureException(
                    "the workflow of %s %s.\nMaybe set the option workflow to what ComfyUI's \"Save (API format)\" gives."
                            .formatted(service.signature().name(), e.getMessage()),
                    e);
        }
    }

    private static JsonNode fill(JsonNode node, Map<String, JsonNode> slots) {
        if (node.isTextual()) {
            String text = node.textValue();
            JsonNode whole =
                    text.startsWith("{") && text.endsWith("}") ? slots.get(text.substring(1, text.length() - 1)) : null;
            if (whole != null) {
                return whole;
            }
            Map<String, String> words = new LinkedHashMap<>();
            slots.forEach((name, value) -> words.put(name, value.asText()));
            return Json.mapper().getNodeFactory().textNode(Template.fill(text, words));
        }
        if (node.isObject()) {
            ObjectNode filled = Json.mapper().createObjectNode();
            node.properties().forEach(p -> filled.set(p.getKey(), fill(p.getValue(), slots)));
            return filled;
        }
        if (node.isArray()) {
            var filled = Json.mapper().createArrayNode();
            node.forEach(child -> filled.add(fill(child, slots)));
            return filled;
        }
        return node;
    }

    private static JsonNode upload(Given given, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        var picture = given.media(Modality.IMAGE);
        String type = given.mediaType(picture);
        Form form = new Form(given.seed())
                .file("image", "input-%s.%s".formatted(given.seed(), type.substring(6)), type, given.bytes(picture));
        Json json = attempt.json(attempt.send(Ask.post("/upload/image", form.contentType(), form.bytes())));
        return json.root().path("name");
    }

    /** Returns where the first file of any output is: nodes call their lists images, gifs, video or audio. */
    private static String file(JsonNode outputs) throws InvalidOutputException {
        for (JsonNode node : outputs) {
            for (JsonNode list : node) {
                JsonNode first = list.path(0);
                if (first.path("filename").isTextual()
                        && !first.path("type").asText().equals("temp")) {
                    return "/view?filename=%s&subfolder=%s&type=%s"
                            .formatted(
                                    encoded(first.path("filename")),
                                    encoded(first.path("subfolder")),
                                    encoded(first.path("type")));
                }
            }
        }
        throw new InvalidOutputException("finished without a file");
    }

    private static String encoded(JsonNode node) {
        return URLEncoder.encode(node.asText(""), StandardCharsets.UTF_8);
    }

    private record Prompt(Attempt attempt) implements Job<JsonNode> {
        @Override
        public JobHandle accepted(Reply reply) throws IOException, InvalidOutputException {
            return JobHandle.of(Answers.word(attempt.json(reply).root(), "prompt_id"));
        }

        @Override
        public @Nullable JsonNode look(JobHandle job) throws IOException, InvalidOutputException, InterruptedException {
            String id = URLEncoder.encode(job.id(), StandardCharsets.UTF_8);
            JsonNode entry =
                    attempt.json(attempt.send(Ask.get("/history/" + id))).root().path(job.id());
            if (entry.path("status").path("status_str").asText().equals("error")) {
                throw attempt.failures()
                        .jobFailed(entry.path("status").path("messages").toString());
            }
            JsonNode outputs = entry.path("outputs");
            return outputs.isObject() && !outputs.isEmpty() ? outputs : null;
        }

        /** Only a job that still waits can be taken out without stopping somebody else's. */
        @Override
        public Ask cancel(JobHandle job) {
            ObjectNode body = Json.mapper().createObjectNode();
            body.putArray("delete").add(job.id());
            return Ask.post("/queue", body);
        }
    }
}
