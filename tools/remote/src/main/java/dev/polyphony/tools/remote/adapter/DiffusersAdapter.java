package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.agent.Modality;
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

/** Our own model server: {@code POST /generate}, which answers at once or with a job to look at. */
final class DiffusersAdapter implements Adapter {
    @Override
    public Set<String> tasks() {
        return Generated.MEDIA;
    }

    @Override
    public Outputs run(Service service, Attempt attempt)
            throws IOException, InvalidOutputException, InterruptedException {
        Given given = new Given(service, attempt.call());
        ObjectNode body =
                Json.mapper().createObjectNode().put("task", service.task()).put("prompt", given.text());
        if (service.model() != null) {
            body.put("model", service.model());
        }
        ObjectNode params = given.parameters().put("seed", given.seed());
        if (given.has(Modality.IMAGE)) {
            body.put("image", given.base64(given.media(Modality.IMAGE)));
        }
        body.set("params", params);
        Reply reply = attempt.run(Ask.post("/generate", body), new Generation(attempt));
        return new Results(service, attempt).body(reply);
    }

    /** A result that is there at once is a job that is over when it is first looked at. */
    private static final class Generation implements Job<Reply> {
        private final Attempt attempt;
        private @Nullable Reply atOnce;

        Generation(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public JobHandle accepted(Reply reply) throws InvalidOutputException {
            if (reply.status() != 202) {
                atOnce = reply;
                return JobHandle.AT_ONCE;
            }
            String location = attempt.own(reply.header("Location"));
            return new JobHandle(location.substring(location.lastIndexOf('/') + 1), Map.of("look", location));
        }

        @Override
        public @Nullable Reply look(JobHandle job) throws InvalidOutputException, InterruptedException {
            if (atOnce != null) {
                return atOnce;
            }
            Reply reply = attempt.send(Ask.get(job.urls().getOrDefault("look", "")));
            if (reply.status() == 202) {
                Progress.report(attempt, reply.header("X-Progress"));
                return null;
            }
            return reply;
        }

        @Override
        public @Nullable Ask cancel(JobHandle job) {
            String url = job.urls().get("look");
            return url == null ? null : Ask.of("DELETE", url);
        }
    }
}
