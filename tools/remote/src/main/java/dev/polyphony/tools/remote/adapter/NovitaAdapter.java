package dev.polyphony.tools.remote.adapter;

import dev.polyphony.agent.Outputs;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The asynchronous tasks of Novita. They can't be cancelled. */
final class NovitaAdapter implements Adapter {
    @Override
    public Set<String> tasks() {
        return Generated.MEDIA;
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Ask ask = Ask.post(
                "/v3/async/" + service.modelOrEmpty(),
                Prompted.body(service, new Given(service, attempt.call()), false));
        return Prompted.result(service, attempt, attempt.run(ask, new NovitaTask(attempt)));
    }

    private record NovitaTask(Attempt attempt) implements Job<Json> {
        @Override
        public JobHandle accepted(Reply reply) throws IOException, InvalidOutputException {
            return JobHandle.of(Answers.word(attempt.json(reply).root(), "task_id"));
        }

        @Override
        public @Nullable Json look(JobHandle job) throws IOException, InvalidOutputException, InterruptedException {
            String id = URLEncoder.encode(job.id(), StandardCharsets.UTF_8);
            Json json = attempt.json(attempt.send(Ask.get("/v3/async/task-result?task_id=" + id)));
            return switch (json.root().path("task").path("status").asText()) {
                case "TASK_STATUS_SUCCEED" -> json;
                case "TASK_STATUS_FAILED" ->
                    throw attempt.failures()
                            .jobFailed(json.root().path("task").path("reason").asText("it was given up"));
                default -> null;
            };
        }
    }
}
