package dev.polyphony.agent.server.rest;

import dev.polyphony.agent.server.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What every call passes first: it must be meant for this server and come from a page that may call it, and must not be
 * larger than allowed. Every answer gets a request id and the headers that keep what models write from doing harm.
 */
@Singleton
public final class Gate {
    private static final String REQUEST_ID = "polyphony.requestId";
    private static final int FIRST = 10_000;
    private static final String PAGE_POLICY =
            "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; "
                    + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final Callers callers;
    private final long maxBodyBytes;

    /** @param maxBody the largest body of a request */
    @Inject
    public Gate(
            Settings settings,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size")
                    io.quarkus.runtime.configuration.MemorySize maxBody) {
        this.callers = new Callers(host, settings.hosts(), settings.origins());
        this.maxBodyBytes = maxBody.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, FIRST);
    }

    /** Returns the id of the call, which is in its answer and in the log. */
    static String requestId(@Nullable RoutingContext context) {
        String id = context == null ? null : context.get(REQUEST_ID);
        return id == null ? "none" : id;
    }

    private void pass(RoutingContext context) {
        context.put(REQUEST_ID, UUID.randomUUID().toString());
        HttpServerRequest request = context.request();
        headers(context);
        try {
            callers.checkHost(request.authority());
            String origin = request.getHeader("Origin");
            if (origin != null && callers.isForeign(origin, request.authority())) {
                allow(context.response(), origin);
                if (request.method().equals(HttpMethod.OPTIONS)) {
                    context.response().setStatusCode(204).end();
                    return;
                }
            }
            checkSize(request);
        } catch (Refusal refusal) {
            context.response().putHeader("Connection", "close");
            Problems.send(context, refusal);
            return;
        }
        context.next();
    }

    private static void headers(RoutingContext context) {
        context.response()
                .putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .putHeader("X-Request-Id", requestId(context))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Content-Security-Policy", PAGE_POLICY);
    }

    private static void allow(HttpServerResponse response, String origin) {
        response.putHeader("Access-Control-Allow-Origin", origin)
                .putHeader("Vary", "Origin")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .putHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PATCH, DELETE")
                .putHeader("Access-Control-Allow-Headers", "content-type, idempotency-key, last-event-id, range")
                .putHeader("Access-Control-Expose-Headers", "location, etag, content-range, x-request-id, date")
                .putHeader("Access-Control-Max-Age", "600");
    }

    private void checkSize(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > maxBodyBytes) {
            throw new Refusal(
                    413,
                    "too_large",
                    "the body has %s bytes, at most %d are taken.\nMaybe send less at once, or raise quarkus.http.limits.max-body-size."
                            .formatted(length, maxBodyBytes));
        }
    }
}
