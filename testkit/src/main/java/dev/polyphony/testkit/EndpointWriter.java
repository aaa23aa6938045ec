package dev.polyphony.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes one answer in its manner, until the client has gone. Lives on the event loop. */
final class EndpointWriter {
    private static final Buffer FILLER = Buffer.buffer(" ".repeat(64 << 10));
    private static final String HUGE = "5000000000";

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private boolean gone;

    EndpointWriter(Vertx vertx, HttpServerRequest request) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        response.exceptionHandler(e -> gone = true);
        response.closeHandler(v -> gone = true);
    }

    void write(EndpointAnswer answer) {
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        Buffer body = Buffer.buffer(answer.body());
        switch (answer.manner()) {
            case WHOLE -> response.end(body);
            case SILENT -> {}
            case HANG_UP -> request.connection().close();
            case CUT -> {
                response.putHeader("Content-Length", String.valueOf(body.length()));
                response.write(body.slice(0, body.length() / 2))
                        .onComplete(sent -> request.connection().close());
            }
            case DRIP -> {
                response.putHeader("Content-Length", String.valueOf(body.length()));
                drip(body, 0);
            }
            case ENDLESS -> {
                response.setChunked(true).write(body.slice(0, body.length() / 2));
                pour();
            }
            case HUGE -> {
                response.putHeader("Content-Length", HUGE).write(body.slice(0, body.length() / 2));
                pour();
            }
            case HEADER_FLOOD -> {
                for (int i = 0; i < 1_000; i++) {
                    response.putHeader("X-Flood-" + i, "x".repeat(1_000));
                }
                response.end(body);
            }
        }
    }

    private void drip(Buffer body, int sent) {
        if (gone || sent >= body.length()) {
            return;
        }
        response.write(body.slice(sent, sent + 1));
        vertx.setTimer(1_000, t -> drip(body, sent + 1));
    }

    private void pour() {
        while (!gone && !response.writeQueueFull()) {
            response.write(FILLER);
        }
        if (!gone) {
            response.drainHandler(v -> pour());
        }
    }
}
