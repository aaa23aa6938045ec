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
import dev.polyphony.tools.remote.http.Job;
import dev.polyphony.tools.remote.http.JobHandle;
import dev.polyphony.tools.remote.http.Json;
import dev.polyphony.tools.remote.http.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A Gradio Space: positional arguments (option {@code arguments}, a JSON array with the slots {@code {prompt}},
 * {@code {image}}, {@code {audio}}, {@code {seed}}), and the first file or text of what its function (option
 * {@code function}) returns.
 */
final class GradioAdapter implements Adapter {
    @Override
    public Set<String> tasks() {
        Set<String> all = new TreeSet<>(Generated.MEDIA);
        all.addAll(Set.of("automatic-speech-recognition", "image-to-text", "visual-question-answering", "translation"));
        return all;
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Given given = new Given(service, attempt.call());
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode data = body.putArray("data");
        for (JsonNode argument : Json.parse(service.option("arguments", "[\"{prompt}\"]"))) {
            data.add(argument(argument, given, attempt));
        }
        String call = "/gradio_api/call/" + service.option("function", "predict");
        Json json = attempt.run(Ask.post(call, body), new Event(attempt, call));
        JsonNode first = json.root().path(0);
        if (service.gives() == Modality.TEXT) {
            return service.give(new Value.Text(json.text(first)));
        }
        JsonNode file = first.has("video")
                ? first.path("video")
                : first.isArray() ? first.path(0).path("image") : first;
        return new Results(service, attempt).media(json, file.isTextual() ? file : file.path("url"));
    }

    private static JsonNode argument(JsonNode argument, Given given, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        return switch (argument.asText("")) {
            case "{prompt}" -> Json.mapper().getNodeFactory().textNode(given.text());
            case "{seed}" -> Json.mapper().getNodeFactory().numberNode(given.seed());
            case "{image}" -> upload(given.media(Modality.IMAGE), given, attempt);
            case "{audio}" -> upload(given.media(Modality.AUDIO), given, attempt);
            default -> argument;
        };
    }

    private static JsonNode upload(Media media, Given given, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        String type = given.mediaType(media);
        Form form = new Form(given.seed())
                .file("files", "input." + type.substring(type.indexOf('/') + 1), type, given.bytes(media));
        Json json = attempt.json(attempt.send(Ask.post("/gradio_api/upload", form.contentType(), form.bytes())));
        ObjectNode file = Json.mapper()
                .createObjectNode()
                .put("path", json.text(json.root().path(0)));
        file.putObject("meta").put("_type", "gradio.FileData");
        return file;
    }

    private record Event(Attempt attempt, String call) implements Job<Json> {
        @Override
        public JobHandle accepted(Reply reply) throws IOException, InvalidOutputException {
            return JobHandle.of(Answers.word(attempt.json(reply).root(), "event_id"));
        }

        /** The stream ends with the job, so one look takes as long as that. */
        @Override
        public @Nullable Json look(JobHandle job) throws IOException, InvalidOutputException, InterruptedException {
            Reply reply = attempt.send(Ask.get(call + "/" + URLEncoder.encode(job.id(), StandardCharsets.UTF_8)));
            String event = "";
            for (String line : Files.readString(reply.body()).split("\n")) {
                if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data:") && event.equals("complete")) {
                    return attempt.inline(line.substring(5).strip(), reply);
                } else if (line.startsWith("data:") && event.equals("error")) {
                    throw attempt.failures()
                            .jobFailed("the Space reports an error: "
                                    + line.substring(5).strip());
                }
            }
            throw new InvalidOutputException("ended its stream without a result");
        }
    }
}
