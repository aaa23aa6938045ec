package dev.polyphony.tools.remote.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Our own model server: {@code POST /generate}, which answers at once or with a job to look at. */
final class DiffusersAdapter implements Adapter {
    private static final Set<String> ASKED =
            Set.of("image-to-text", "visual-question-answering", "document-question-answering");
    private static final int LONGEST_TEXT = 1 << 20;

    @Override
    public Set<String> tasks() {
        Set<String> all = new TreeSet<>(Generated.MEDIA);
        all.addAll(ASKED);
        return Set.copyOf(all);
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
        return service.gives() == Modality.TEXT
                ? service.give(new Value.Text(text(reply)))
                : new Results(service, attempt).body(reply);
    }

    private static String text(Reply reply) throws IOException, InvalidOutputException {
        if (reply.bytes() > LONGEST_TEXT) {
            throw new InvalidOutputException("sent %d bytes in place of words".formatted(reply.bytes()));
        }
        try {
            String text = Files.readString(reply.body()).strip();
            if (text.isEmpty()) {
                throw new InvalidOutputException("sent an empty answer");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new InvalidOutputException("sent what is no text", e);
        }
    }

    /** A result that is there at once is a job that is over when it is first looked at. */
    private static final class Generation implements Job<Reply> {
        private final Attempt attempt;
        private @Nullable Reply atOnce;
        private String said = "";

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
                state(reply);
                return null;
            }
            return reply;
        }

        /** Tells how far the work is, and once each that it waits and that its model is loaded. */
        private void state(Reply reply) {
            String state = reply.header("X-State");
            String ahead = reply.header("X-Ahead");
            String now = switch (state == null ? "running" : state) {
                case "queued" -> ahead != null && ahead.matches("\\d{1,6}") ? "waits behind " + ahead : "waits";
                case "loading" -> "loads its model";
                default -> "";
            };
            if (now.isEmpty()) {
                Progress.report(attempt, reply.header("X-Progress"));
            } else if (!now.equals(said)) {
                attempt.call().progress("%s %s".formatted(attempt.endpoint().name(), now));
            }
            said = now;
        }

        @Override
        public @Nullable Ask cancel(JobHandle job) {
            String url = job.urls().get("look");
            return url == null ? null : Ask.of("DELETE", url);
        }
    }
}
