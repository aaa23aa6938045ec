package dev.polyphony.agent.server.rest;

import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.codec.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as answers: which status each has, and their JSON. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("invalid_request", 400),
            Map.entry("not_found", 404),
            Map.entry("conflict", 409),
            Map.entry("invalid_plan", 422),
            Map.entry("tool_arguments", 422),
            Map.entry("content_filtered", 422),
            Map.entry("unsupported_feature", 422),
            Map.entry("rate_limited", 429),
            Map.entry("authentication", 502),
            Map.entry("model_not_found", 502),
            Map.entry("provider_unavailable", 502),
            Map.entry("tool_failed", 502),
            Map.entry("planning_failed", 503),
            Map.entry("timed_out", 504),
            Map.entry("storage_failed", 507));

    private static final Map<Integer, Problem> PLAIN = Map.of(
            400,
                    new Problem(
                            "invalid_request", "the request is malformed.\nMaybe look at its body and headers.", false),
            404, new Problem("not_found", "there is nothing at this address.\nMaybe it is misspelt.", false),
            405,
                    new Problem(
                            "method_not_allowed", "this address does not take this method.\nMaybe GET or POST.", false),
            406, new Problem("not_acceptable", "the answer has no such form.\nMaybe leave Accept out.", false),
            413, new Problem("too_large", "the body is larger than allowed.\nMaybe send less at once.", false),
            415,
                    new Problem(
                            "unsupported_media_type",
                            "a body of this type is not taken here.\nMaybe send application/json or multipart/form-data.",
                            false));

    private Problems() {}

    /** Returns the answer to a call that ended with this error; one that nobody foresaw is logged. */
    static ProblemJson of(Throwable error, String requestId) {
        if (error instanceof Refusal refusal) {
            return json(refusal.status(), refusal.problem(), requestId);
        }
        if (error instanceof PolyphonyException known) {
            int status = STATUS.getOrDefault(known.code(), 500);
            if (status >= 500) {
                LOG.warn("request {}: {}", requestId, known.getMessage(), known);
            }
            return json(status, Problem.of(known), requestId);
        }
        if (error instanceof WebApplicationException web) {
            int status = web.getResponse().getStatus();
            return json(status, plain(status), requestId);
        }
        if (error instanceof IOException && "Request too large".equals(error.getMessage())) {
            // A body that did not say its size went beyond the limit; the layer below has answered 413 already.
            return json(413, plain(413), requestId);
        }
        LOG.error("request {} broke", requestId, error);
        return json(500, plain(500), requestId);
    }

    private static Problem plain(int status) {
        Problem known = PLAIN.get(status);
        if (known != null) {
            return known;
        }
        return status < 500
                ? new Problem("http_" + status, "the request is refused.\nMaybe look at docs/wire-format.md.", false)
                : new Problem(
                        "internal", "Something broke that should not.\nMaybe report it with the requestId.", false);
    }

    private static ProblemJson json(int status, Problem problem, String requestId) {
        String words = problem.code().replace('_', ' ');
        return new ProblemJson(
                "urn:polyphony:error:" + problem.code(),
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                status,
                problem.message(),
                problem.code(),
                problem.retriable(),
                requestId);
    }

    /** Answers with an error, from any thread; does nothing if the head of an answer is out already. */
    static void send(RoutingContext context, Throwable error) {
        ProblemJson problem = of(error, Gate.requestId(context));
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", ProblemJson.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(Json.write(problem));
    }
}
