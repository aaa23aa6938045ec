package dev.polyphony.agent.server.rest;

import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.codec.EventCodec;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a run on one connection. Events wait in the journal until the one piece that is under way has left for the
 * network, so a slow client takes no memory here and holds up nobody; one that takes nothing for a minute is cut off, and
 * may resume.
 */
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int BATCH = 64;
    private static final long STUCK_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Buffer OPENING = Buffer.buffer("retry: 2000\n\n");
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private final EventReader reader;
    private final HttpServerResponse response;
    private final Context context;
    private final SingleFlight flight;
    private volatile boolean beatDue;
    private volatile boolean writing;
    private volatile long writingSince;
    private volatile boolean closed;

    EventStream(EventReader reader, HttpServerResponse response, Context context, Executor executor) {
        this.reader = reader;
        this.response = response;
        this.context = context;
        this.flight = new SingleFlight(executor, this::step);
    }

    /** Begins; the head of the answer must be set. */
    void open() {
        write(OPENING, false);
        reader.onMore(flight::wake);
    }

    /** Sends a sign of life, unless something is on its way already; cuts off a client that takes nothing. */
    void beat() {
        if (writing && System.nanoTime() - writingSince > STUCK_NANOS) {
            LOG.info("a reader of events took nothing for a minute and is cut off");
            response.reset();
            return;
        }
        beatDue = true;
        flight.wake();
    }

    /** Stops; the run goes on. */
    void close() {
        closed = true;
        reader.onMore(() -> {});
    }

    private void step() {
        if (closed || writing) {
            return;
        }
        try {
            List<JournalEntry> batch = reader.poll(BATCH);
            boolean last = reader.ended();
            Buffer buffer = encode(batch);
            if (batch.isEmpty() && beatDue && !last) {
                buffer = HEARTBEAT;
            }
            beatDue = false;
            if (last || buffer.length() > 0) {
                write(buffer, last);
            }
        } catch (RuntimeException e) {
            LOG.warn("a stream of events broke off", e);
            context.runOnContext(x -> response.reset());
        }
    }

    private static Buffer encode(List<JournalEntry> batch) {
        Buffer buffer = Buffer.buffer();
        for (JournalEntry entry : batch) {
            buffer.appendString("id: ")
                    .appendString(Long.toString(entry.seq()))
                    .appendString("\nevent: ")
                    .appendString(EventCodec.type(entry.event()))
                    .appendString("\ndata: ")
                    .appendString(EventCodec.encode(entry))
                    .appendString("\n\n");
        }
        return buffer;
    }

    private void write(Buffer buffer, boolean last) {
        writingSince = System.nanoTime();
        writing = true;
        context.runOnContext(x -> {
            if (closed || response.ended()) {
                return;
            }
            if (last) {
                response.end(buffer);
                return;
            }
            response.write(buffer).onComplete(sent -> {
                writing = false;
                if (sent.succeeded()) {
                    flight.wake();
                }
            });
        });
    }
}
