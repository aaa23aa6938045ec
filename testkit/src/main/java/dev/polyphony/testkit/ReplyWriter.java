package dev.polyphony.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** Writes one reply at its pace, and stops when the client has gone. Lives on the event loop. */
final class ReplyWriter {
    /** Told once how the writing ended. */
    interface Ended {
        void ended(boolean cancelled);
    }

    private static final int MOST_AT_ONCE = 256;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Ended listener;
    private boolean over;

    ReplyWriter(Vertx vertx, HttpServerRequest request, Ended listener) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.listener = listener;
        response.exceptionHandler(e -> gone());
        response.closeHandler(v -> gone());
    }

    void write(ChatAsk ask, Reply reply) {
        if (reply instanceof Silence silence) {
            if (silence.hangUp()) {
                end();
                request.connection().close();
            }
        } else if (reply instanceof RawReply raw) {
            later(raw.latency(), () -> writeRaw(raw));
        } else if (reply instanceof ChatReply chat) {
            Duration wait = chat.latency();
            if (!ask.stream() && chat.tokensPerSecond() > 0) {
                double seconds = ChatJson.tokens(chat.text()).size() / chat.tokensPerSecond();
                wait = wait.plusNanos((long) (seconds * 1e9));
            }
            later(wait, () -> writeChat(ask, chat));
        }
    }

    private void writeRaw(RawReply raw) {
        raw.headers().forEach(response::putHeader);
        response.setStatusCode(raw.status()).putHeader("Content-Type", raw.contentType());
        end();
        response.end(raw.body());
    }

    private void writeChat(ChatAsk ask, ChatReply chat) {
        boolean plain = chat.ending() == ChatReply.Ending.WHOLE && chat.drip().isZero();
        if (!ask.stream() && plain) {
            response.putHeader("Content-Type", "application/json");
            end();
            response.end(ChatJson.whole(ask, chat));
            return;
        }
        if (!ask.stream() && chat.ending() == ChatReply.Ending.ERROR) {
            response.setStatusCode(500);
        }
        response.setChunked(true)
                .putHeader("Content-Type", ask.stream() ? "text/event-stream; charset=utf-8" : "application/json");
        if (ask.stream()) {
            response.putHeader("Cache-Control", "no-cache");
        }
        pace(Frames.of(ask, chat), chat, System.nanoTime(), 0);
    }

    private void pace(Frames frames, ChatReply chat, long begun, long sent) {
        if (over) {
            return;
        }
        double passed = (System.nanoTime() - begun) / 1e9;
        long due = frames.perSecond() == 0 ? Long.MAX_VALUE : (long) (passed * frames.perSecond()) + 1;
        long now = sent;
        Buffer together = Buffer.buffer();
        while (now < due && now < sent + MOST_AT_ONCE && frames.parts().hasNext()) {
            together.appendBuffer(frames.parts().next());
            now++;
        }
        if (together.length() > 0) {
            response.write(together);
        }
        long reached = now;
        if (!frames.parts().hasNext()) {
            end();
            if (chat.ending() == ChatReply.Ending.CUT) {
                request.connection().close();
            } else {
                response.end();
            }
        } else if (response.writeQueueFull()) {
            response.drainHandler(v -> pace(frames, chat, begun, reached));
        } else {
            double wait = frames.perSecond() == 0 ? 0 : reached / frames.perSecond() - passed;
            vertx.setTimer(Math.max(1, (long) (wait * 1000)), t -> pace(frames, chat, begun, reached));
        }
    }

    private void later(Duration wait, Runnable work) {
        if (wait.toMillis() == 0) {
            work.run();
        } else {
            vertx.setTimer(wait.toMillis(), t -> {
                if (!over) {
                    work.run();
                }
            });
        }
    }

    private void end() {
        if (!over) {
            over = true;
            listener.ended(false);
        }
    }

    private void gone() {
        if (!over) {
            over = true;
            listener.ended(true);
        }
    }
}
