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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chat with words, pictures and sound, as vLLM, TGI, Ollama, llama.cpp, LocalAI and the Hugging Face router speak it. */
final class OpenAiChatAdapter implements Adapter {
    private static final String IN_JSON =
            "Answer with a JSON list alone: [{\"bbox_2d\": [x1, y1, x2, y2], \"label\": \"…\"}].";
    private static final Map<String, String> INSTRUCTIONS = Map.ofEntries(
            Map.entry("text-generation", "{text}"),
            Map.entry("text2text-generation", "{text}"),
            Map.entry("conversational", "{text}"),
            Map.entry("translation", "Translate into {to}. Answer with the translation alone.\n\n{text}"),
            Map.entry("summarization", "Summarize in a few sentences. Answer with the summary alone.\n\n{text}"),
            Map.entry(
                    "question-answering",
                    "Answer from the text alone, briefly.\n\nQuestion: {text}\n\nText: {context}"),
            Map.entry("image-to-text", "Describe this picture in one sentence."),
            Map.entry("visual-question-answering", "{text}"),
            Map.entry("document-question-answering", "{text}"),
            Map.entry("video-to-text", "Describe this video in a few sentences."),
            Map.entry("video-question-answering", "{text}"),
            Map.entry("audio-to-text", "Describe this sound in one sentence."),
            Map.entry("object-detection", "Name the things in this picture. " + IN_JSON),
            Map.entry("visual-grounding", "Find {what} in this picture. " + IN_JSON),
            Map.entry("automatic-speech-recognition", "Write down what is said, word for word, and nothing else."));

    @Override
    public Set<String> tasks() {
        return INSTRUCTIONS.keySet();
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Given given = new Given(service, attempt.call());
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("model", service.modelOrEmpty())
                .put("stream", false);
        body.put("seed", given.seed());
        ObjectNode message = body.putArray("messages").addObject().put("role", "user");
        String words = words(service, given);
        if (given.has(Modality.IMAGE) || given.has(Modality.AUDIO) || given.has(Modality.VIDEO)) {
            parts(message.putArray("content"), given, words);
        } else {
            message.put("content", words);
        }
        Json json = attempt.json(attempt.send(Ask.post("/v1/chat/completions", body)));
        JsonNode usage = json.root().path("usage");
        attempt.call()
                .tokens(
                        Math.max(0, usage.path("prompt_tokens").asLong()),
                        Math.max(0, usage.path("completion_tokens").asLong()));
        String answer = answer(attempt, json);
        if (service.gives() == Modality.BOXES) {
            Pictured.Size size = Pictured.size(given, attempt.call());
            return Pictured.give(
                    service,
                    given,
                    Coordinates.read(
                            answer, service.option("coordinates", "1000"), size.width(), size.height(), given.text()));
        }
        return service.give(new Value.Text(answer));
    }

    /** The question in the words of the task; in the model's own prompt around it where the server adds none. */
    private static String words(Service service, Given given) {
        List<String> texts = given.texts();
        JsonNode parameters = given.parameters();
        String template = service.option("template", INSTRUCTIONS.getOrDefault(service.task(), "{text}"));
        String first = texts.isEmpty() ? "" : texts.get(0);
        String asked = Template.fill(
                template,
                Map.of(
                        "text",
                        first,
                        "what",
                        first,
                        "context",
                        texts.size() < 2 ? "" : texts.get(1),
                        "to",
                        parameters.path("to").asText("English")));
        return service.option("raw", "false").equals("true")
                ? Template.fill(service.option("prompt", "{q}"), Map.of("q", asked))
                : asked;
    }

    private static void parts(ArrayNode content, Given given, String words) throws IOException {
        if (given.has(Modality.IMAGE)) {
            url(content, "image_url", given.dataUrl(given.media(Modality.IMAGE)));
        }
        if (given.has(Modality.VIDEO)) {
            url(content, "video_url", given.dataUrl(given.media(Modality.VIDEO)));
        }
        if (given.has(Modality.AUDIO)) {
            Media sound = given.media(Modality.AUDIO);
            content.addObject()
                    .put("type", "input_audio")
                    .putObject("input_audio")
                    .put("data", given.base64(sound))
                    .put("format", given.mediaType(sound).equals("audio/mpeg") ? "mp3" : "wav");
        }
        content.addObject().put("type", "text").put("text", words);
    }

    private static void url(ArrayNode content, String type, String dataUrl) {
        content.addObject().put("type", type).putObject(type).put("url", dataUrl);
    }

    private static String answer(Attempt attempt, Json json) throws IOException, InvalidOutputException {
        JsonNode choice = json.root().path("choices").path(0);
        if (choice.path("finish_reason").asText().equals("content_filter")) {
            throw attempt.failures()
                    .filtered("%s held its answer back."
                            .formatted(attempt.endpoint().name()));
        }
        JsonNode refusal = choice.path("message").path("refusal");
        if (refusal.isTextual()) {
            throw attempt.failures()
                    .filtered("%s refused: %s".formatted(attempt.endpoint().name(), json.text(refusal)));
        }
        String text = json.text(choice.path("message").path("content")).strip();
        if (text.isEmpty()) {
            throw new InvalidOutputException("sent an empty answer");
        }
        return text;
    }
}
