package dev.polyphony.bench.engine;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Clients that ask a system over HTTP, each again as soon as it has its answer. They begin one after the other over the time
 * of one request, so that they do not all come at once. Lives on one event loop; close it once.
 */
final class Load implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Consumer<String> faults;

    /** @param faults gets what went wrong */
    Load(Consumer<String> faults) {
        this.faults = faults;
    }

    /** One step: what is counted, from when until when. */
    private final class Step {
        private final HttpClient http;
        private final URI url;
        private final Buffer words;
        private final Samples samples = new Samples();
        private final long from;
        private final long until;
        private final AtomicInteger underWay = new AtomicInteger();

        Step(HttpClient http, URI url, String words, long from, long until) {
            this.http = http;
            this.url = url;
            this.words = Buffer.buffer(words);
            this.from = from;
            this.until = until;
        }

        void ask() {
            long begun = System.nanoTime();
            if (begun >= until) {
                return;
            }
            underWay.incrementAndGet();
            http.request(HttpMethod.POST, url.getPort(), url.getHost(), "/")
                    .compose(request -> request.send(words))
                    .compose(response ->
                            response.body().map(body -> response.statusCode() == 200 ? "" : body.toString()))
                    .onComplete(result -> ended(
                            begun,
                            result.succeeded()
                                    ? result.result()
                                    : result.cause().toString()));
        }

        private void ended(long begun, String failure) {
            underWay.decrementAndGet();
            long now = System.nanoTime();
            if (now >= from && now < until) {
                if (failure.isEmpty()) {
                    samples.took(now - begun);
                } else {
                    samples.failed();
                }
            }
            if (!failure.isEmpty()) {
                faults.accept(failure);
            }
            ask();
        }
    }

    /**
     * Returns what the requests took that ended in the time that is looked at. Blocks.
     *
     * @param clients how many ask at the same time
     * @param ramp time before that, in which requests are made but not counted
     * @param spread time over which the clients begin
     */
    Samples ask(String url, String words, int clients, Duration spread, Duration ramp, Duration window)
            throws InterruptedException {
        long begin = System.nanoTime();
        long from = begin + ramp.toNanos();
        long until = from + window.toNanos();
        HttpClient http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(clients));
        Step step = new Step(http, URI.create(url), words, from, until);
        for (int client = 0; client < clients; client++) {
            long after = spread.toMillis() * client / clients;
            vertx.setTimer(Math.max(1, after), t -> step.ask());
        }
        long left = until - System.nanoTime();
        Thread.sleep(Duration.ofNanos(Math.max(0, left)).plusMillis(200).toMillis());
        // the last requests end unlooked at, so that the next step finds nobody at work
        long last = System.nanoTime() + LONGEST_END.toNanos();
        while (step.underWay.get() > 0 && System.nanoTime() < last) {
            Thread.sleep(50);
        }
        http.close();
        return step.samples;
    }

    @Override
    public void close() {
        vertx.close();
    }
}
