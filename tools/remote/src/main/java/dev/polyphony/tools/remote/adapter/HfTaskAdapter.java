package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Value;
import dev.polyphony.tools.remote.http.Ask;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Json;
import dev.polyphony.tools.remote.http.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The task API of Hugging Face: {@code hf-inference}, and Inference Endpoints, whose URL is the model. */
final class HfTaskAdapter implements Adapter {
    /** The fields that a task's only text may be under. */
    private static final Map<String, String> TEXTS = Map.of(
            "automatic-speech-recognition", "text",
            "image-to-text", "generated_text",
            "text-generation", "generated_text",
            "text2text-generation", "generated_text",
            "translation", "translation_text",
            "summarization", "summary_text",
            "question-answering", "answer",
            "visual-question-answering", "answer",
            "document-question-answering", "answer");

    private static final Set<String> STRUCTURED = Set.of(
            "audio-classification",
            "image-classification",
            "text-classification",
            "object-detection",
            "token-classification",
            "feature-extraction",
            "sentence-similarity",
            "tabular-classification",
            "image-segmentation",
            "depth-estimation",
            "audio-to-audio");

    @Override
    public Set<String> tasks() {
        Set<String> all = new TreeSet<>(Generated.MEDIA);
        all.addAll(TEXTS.keySet());
        all.addAll(STRUCTURED);
        return all;
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Given given = new Given(service, attempt.call());
        Reply reply = attempt.send(ask(service, given));
        if (Generated.MEDIA.contains(service.task())) {
            return generated(service, attempt, reply);
        }
        if (service.task().equals("depth-estimation") && !reply.claimedType().contains("json")) {
            return new Results(service, attempt).body(reply);
        }
        return answered(service, attempt, given, attempt.json(reply));
    }

    private static Ask ask(Service service, Given given) throws IOException {
        String model = service.model() == null ? "" : "/models/" + service.model();
        String path = service.task().equals("feature-extraction") ? model + "/pipeline/feature-extraction" : model;
        ObjectNode body = Json.mapper().createObjectNode();
        switch (service.task()) {
            case "visual-question-answering", "document-question-answering" ->
                body.putObject("inputs")
                        .put("image", given.base64(given.media(Modality.IMAGE)))
                        .put("question", given.text());
            case "question-answering" ->
                body.putObject("inputs").put("question", given.text()).put("context", second(given));
            case "sentence-similarity" ->
                body.putObject("inputs")
                        .put("source_sentence", given.text())
                        .putArray("sentences")
                        .add(second(given));
            case "tabular-classification" -> body.putObject("inputs").set("data", given.table());
            default -> {
                return plain(service, given, path, body);
            }
        }
        return Ask.post(path, body);
    }

    private static String second(Given given) {
        return given.texts().size() < 2 ? "" : given.texts().get(1);
    }

    private static Ask plain(Service service, Given given, String path, ObjectNode body) throws IOException {
        boolean makes = Generated.MEDIA.contains(service.task());
        ObjectNode parameters = makes ? given.parameters().put("seed", given.seed()) : given.catalogued();
        if (given.has(Modality.IMAGE) || given.has(Modality.AUDIO)) {
            Media media = given.media(given.has(Modality.IMAGE) ? Modality.IMAGE : Modality.AUDIO);
            if (given.text().isEmpty() && parameters.isEmpty()) {
                return Ask.post(path, given.mediaType(media), given.bytes(media));
            }
            body.put("inputs", given.base64(media));
            parameters.put("prompt", given.text());
        } else {
            body.put("inputs", given.text());
        }
        if (!parameters.isEmpty()) {
            body.set("parameters", parameters);
        }
        Ask ask = Ask.post(path, body);
        return Generated.PICTURES.contains(service.task()) ? ask.with("Accept", "image/png") : ask;
    }

    /** All three shapes that pictures come in: the bytes, base64 in data, a URL in output. */
    private static Outputs generated(Service service, Attempt attempt, Reply reply)
            throws IOException, InvalidOutputException, InterruptedException {
        Results results = new Results(service, attempt);
        if (!reply.claimedType().equals("application/json")) {
            return results.body(reply);
        }
        Json json = attempt.json(reply);
        JsonNode data = json.root().path("data").path(0);
        JsonNode node = data.has("b64_json")
                ? data.path("b64_json")
                : data.has("url") ? data.path("url") : MediaUrls.find(json.root());
        return results.media(json, node);
    }

    private static Outputs answered(Service service, Attempt attempt, Given given, Json json)
            throws IOException, InvalidOutputException, InterruptedException {
        JsonNode root = json.root();
        String field = TEXTS.get(service.task());
        if (field != null) {
            return service.give(
                    new Value.Text(json.text(Answers.only(root).path(field)).strip()));
        }
        Results results = new Results(service, attempt);
        return switch (service.task()) {
            case "object-detection" -> boxes(service, given, attempt, root);
            case "token-classification" -> service.give(Answers.entities(root));
            case "feature-extraction" -> service.give(Answers.embedding(root));
            case "image-segmentation" -> results.media(json, best(root).path("mask"));
            case "depth-estimation" -> results.media(json, Answers.only(root).path("depth"));
            case "sentence-similarity" -> service.give(Answers.similarity(root));
            case "tabular-classification" -> service.give(Answers.classes(root));
            case "audio-to-audio" -> results.media(json, Answers.only(root).path("blob"));
            default -> service.give(Answers.labels(root));
        };
    }

    private static JsonNode best(JsonNode root) throws InvalidOutputException {
        JsonNode best = null;
        for (JsonNode row : Answers.rows(root)) {
            if (best == null
                    || row.path("score").asDouble(0) > best.path("score").asDouble(0)) {
                best = row;
            }
        }
        if (best == null) {
            throw new InvalidOutputException("found nothing to mark");
        }
        return best;
    }

    private static Outputs boxes(Service service, Given given, Attempt attempt, JsonNode root)
            throws IOException, InvalidOutputException {
        Pictured.Size size = Pictured.size(given, attempt.call());
        return Pictured.give(service, given, Answers.boxes(root, size.width(), size.height()));
    }
}
