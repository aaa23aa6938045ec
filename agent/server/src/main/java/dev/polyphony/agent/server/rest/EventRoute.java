package dev.polyphony.agent.server.rest;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Run;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/runs/{id}/events}: a run as server-sent events, from the first or after the last one that was seen. */
@Singleton
public final class EventRoute {
    private final Polyphony agent;
    private final Vertx vertx;
    private final ExecutorService executor;
    private final Meters meters;
    private final Duration heartbeat;

    /** @param heartbeat how often a sign of life is sent; at most 15 s */
    @Inject
    public EventRoute(
            Polyphony agent,
            Vertx vertx,
            @VirtualThreads ExecutorService executor,
            Meters meters,
            @ConfigProperty(name = "polyphony.events.heartbeat") Duration heartbeat) {
        this.agent = agent;
        this.vertx = vertx;
        this.executor = executor;
        this.meters = meters;
        this.heartbeat = heartbeat;
    }

    void register(@Observes Router router) {
        router.route("/api/v1/runs/:runId/events").handler(this::handle);
    }

    private void handle(RoutingContext context) {
        if (!context.request().method().equals(HttpMethod.GET)) {
            Raw.refuseMethod(context, "GET");
            return;
        }
        Context loop = vertx.getOrCreateContext();
        Raw.off(executor, context, () -> {
            Run run = find(context.pathParam("runId"));
            long after = after(context.request().getHeader("Last-Event-ID"));
            loop.runOnContext(x -> open(context, loop, run, after));
        });
    }

    private Run find(String id) {
        return agent.run(id)
                .orElseThrow(() -> new NotFoundException(
                        "there is no run \"%s\".\nMaybe it was made under another home.".formatted(Raw.shown(id))));
    }

    private static long after(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return 0;
        }
        if (!lastEventId.strip().matches("\\d{1,18}")) {
            throw new Refusal(
                    400,
                    "invalid_request",
                    "Last-Event-ID (%s) must be the number of an event.\nMaybe leave it out to read from the first."
                            .formatted(Raw.shown(lastEventId)));
        }
        return Long.parseLong(lastEventId.strip());
    }

    private void open(RoutingContext context, Context loop, Run run, long after) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        EventStream stream = new EventStream(run.events(after), response, loop, executor);
        long timer = vertx.setPeriodic(heartbeat.toMillis(), x -> stream.beat());
        meters.clientCame();
        context.addEndHandler(x -> {
            vertx.cancelTimer(timer);
            stream.close();
            meters.clientWent();
        });
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-cache, no-transform")
                .putHeader("X-Accel-Buffering", "no");
        stream.open();
    }
}
