package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Outputs;
import dev.polyphony.tools.remote.http.Ask;
import dev.polyphony.tools.remote.http.Attempt;
import dev.polyphony.tools.remote.http.InvalidOutputException;
import dev.polyphony.tools.remote.http.Job;
import dev.polyphony.tools.remote.http.JobHandle;
import dev.polyphony.tools.remote.http.Json;
import dev.polyphony.tools.remote.http.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Predictions of Replicate: handed in, looked at until they succeed. */
final class ReplicateAdapter implements Adapter {
    @Override
    public Set<String> tasks() {
        return Prompted.TASKS;
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        ObjectNode body = Json.mapper().createObjectNode();
        body.set("input", Prompted.body(service, new Given(service, attempt.call()), false));
        String version = service.option("version", "");
        String path =
                version.isEmpty() ? "/v1/models/%s/predictions".formatted(service.modelOrEmpty()) : "/v1/predictions";
        if (!version.isEmpty()) {
            body.put("version", version);
        }
        Json done = attempt.run(Ask.post(path, body), new Prediction(attempt));
        return Prompted.result(service, attempt, done);
    }

    private record Prediction(Attempt attempt) implements Job<Json> {
        @Override
        public JobHandle accepted(Reply reply) throws IOException, InvalidOutputException {
            JsonNode root = attempt.json(reply).root();
            JsonNode urls = root.path("urls");
            return new JobHandle(
                    Answers.word(root, "id"),
                    Map.of(
                            "look", attempt.own(urls.path("get").textValue()),
                            "cancel", attempt.own(urls.path("cancel").textValue())));
        }

        @Override
        public @Nullable Json look(JobHandle job) throws IOException, InvalidOutputException, InterruptedException {
            Json json = attempt.rawJson(attempt.send(Ask.get(job.urls().getOrDefault("look", ""))));
            return switch (json.root().path("status").asText()) {
                case "succeeded" -> json;
                case "failed", "canceled", "aborted" ->
                    throw attempt.failures().jobFailed(json.root().path("error").asText("it was given up"));
                default -> null;
            };
        }

        @Override
        public Ask cancel(JobHandle job) {
            return Ask.of("POST", job.urls().getOrDefault("cancel", ""));
        }
    }
}
