package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Predictions of WaveSpeed, whose pictures go in as bare base64. They can't be cancelled. */
final class WaveSpeedAdapter implements Adapter {
    @Override
    public Set<String> tasks() {
        return Generated.MEDIA;
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Ask ask = Ask.post(
                "/api/v3/" + service.modelOrEmpty(), Prompted.body(service, new Given(service, attempt.call()), true));
        return Prompted.result(service, attempt, attempt.run(ask, new Prediction(attempt)));
    }

    private record Prediction(Attempt attempt) implements Job<Json> {
        @Override
        public JobHandle accepted(Reply reply) throws IOException, InvalidOutputException {
            JsonNode data = attempt.json(reply).root().path("data");
            return new JobHandle(
                    Answers.word(data, "id"),
                    Map.of("look", attempt.own(data.path("urls").path("get").textValue())));
        }

        @Override
        public @Nullable Json look(JobHandle job) throws IOException, InvalidOutputException, InterruptedException {
            Json json = attempt.json(attempt.send(Ask.get(job.urls().getOrDefault("look", ""))));
            JsonNode data = json.root().path("data");
            return switch (data.path("status").asText()) {
                case "completed" -> json;
                case "failed" ->
                    throw attempt.failures().jobFailed(data.path("error").asText("it was given up"));
                default -> null;
            };
        }
    }
}
