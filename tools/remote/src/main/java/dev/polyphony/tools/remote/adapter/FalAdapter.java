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

/** The queue of fal, directly or through the Hugging Face router. Its own retries are turned off. */
final class FalAdapter implements Adapter {
    @Override
    public Set<String> tasks() {
        return Prompted.TASKS;
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Ask ask = Ask.post(
                        "/" + service.modelOrEmpty() + service.option("suffix", ""),
                        Prompted.body(service, new Given(service, attempt.call()), false))
                .with("x-fal-no-retry", "1");
        Json done = attempt.run(ask, new Queued(attempt));
        JsonNode flags = done.root().path("has_nsfw_concepts");
        if (flags.path(0).asBoolean(false)) {
            throw attempt.failures()
                    .filtered("%s marked its result as unfit."
                            .formatted(attempt.endpoint().name()));
        }
        return Prompted.result(service, attempt, done);
    }

    private record Queued(Attempt attempt) implements Job<Json> {
        @Override
        public JobHandle accepted(Reply reply) throws IOException, InvalidOutputException {
            JsonNode root = attempt.json(reply).root();
            return new JobHandle(
                    Answers.word(root, "request_id"),
                    Map.of(
                            "look", attempt.own(root.path("status_url").textValue()),
                            "result", attempt.own(root.path("response_url").textValue()),
                            "cancel", attempt.own(root.path("cancel_url").textValue())));
        }

        @Override
        public @Nullable Json look(JobHandle job) throws IOException, InvalidOutputException, InterruptedException {
            Json json = attempt.json(attempt.send(Ask.get(job.urls().getOrDefault("look", ""))));
            String status = json.root().path("status").asText();
            if (!status.equals("COMPLETED")) {
                return null;
            }
            return attempt.json(attempt.send(Ask.get(job.urls().getOrDefault("result", ""))));
        }

        @Override
        public Ask cancel(JobHandle job) {
            return Ask.of("PUT", job.urls().getOrDefault("cancel", ""));
        }
    }
}
