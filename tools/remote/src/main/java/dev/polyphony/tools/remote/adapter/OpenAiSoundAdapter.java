package dev.polyphony.tools.remote.adapter;

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
import java.util.Set;

/** Speech, transcriptions and embeddings in the forms of OpenAI, which vLLM, LocalAI and whisper servers speak too. */
final class OpenAiSoundAdapter implements Adapter {
    @Override
    public Set<String> tasks() {
        return Set.of("text-to-speech", "automatic-speech-recognition", "feature-extraction");
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Given given = new Given(service, attempt.call());
        return switch (service.task()) {
            case "text-to-speech" -> speak(service, attempt, given);
            case "automatic-speech-recognition" -> transcribe(service, attempt, given);
            default -> embed(service, attempt, given);
        };
    }

    private static Outputs speak(Service service, Attempt attempt, Given given)
            throws IOException, InvalidOutputException, InterruptedException {
        ObjectNode body = given.parameters()
                .put("model", service.modelOrEmpty())
                .put("input", given.text())
                .put("voice", service.option("voice", "alloy"))
                .put("response_format", "wav");
        return new Results(service, attempt).body(attempt.send(Ask.post("/v1/audio/speech", body)));
    }

    private static Outputs transcribe(Service service, Attempt attempt, Given given)
            throws IOException, InvalidOutputException, InterruptedException {
        Media sound = given.media(Modality.AUDIO);
        String type = given.mediaType(sound);
        Form form = new Form(given.seed())
                .field("model", service.modelOrEmpty())
                .field("response_format", "json")
                .file("file", "sound." + type.substring(type.indexOf('/') + 1), type, given.bytes(sound));
        Json json = attempt.json(attempt.send(Ask.post("/v1/audio/transcriptions", form.contentType(), form.bytes())));
        return service.give(new Value.Text(json.text(json.root().path("text")).strip()));
    }

    private static Outputs embed(Service service, Attempt attempt, Given given)
            throws IOException, InvalidOutputException, InterruptedException {
        ObjectNode body = Json.mapper().createObjectNode().put("model", service.modelOrEmpty());
        body.set("input", Json.mapper().valueToTree(List.of(given.text())));
        Json json = attempt.json(attempt.send(Ask.post("/v1/embeddings", body)));
        return service.give(Answers.embedding(json.root().path("data").path(0).path("embedding")));
    }
}
