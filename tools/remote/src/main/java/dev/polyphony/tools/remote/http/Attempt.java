package dev.polyphony.tools.remote.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.AuthenticationException;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ToolCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at an endpoint: all its calls share one deadline, and end with the thread's interrupt. Used by the thread that
 * runs the tool.
 */
public final class Attempt {
    private static final Duration LONGEST_LOADING_WAIT = Duration.ofSeconds(30);

    private final Remote remote;
    private final ToolCall call;
    private final long end;
    private final Random jitter;
    private final Set<String> unsettled = new HashSet<>();
    private int files;

    Attempt(Remote remote, ToolCall call) {
        this.remote = remote;
        this.call = call;
        Duration most = remote.endpoint().deadline();
        Duration left = call.remaining();
        this.end = System.nanoTime() + (left.compareTo(most) < 0 ? left : most).toNanos();
        this.jitter = new Random(call.seed());
    }

    /** Returns the call of the tool. */
    public ToolCall call() {
        return call;
    }

    /** Returns the settings of the endpoint. */
    public Endpoint endpoint() {
        return remote.endpoint();
    }

    /** Returns how failures of this endpoint are told. */
    public Failures failures() {
        return remote.failures();
    }

    Remote remote() {
        return remote;
    }

    /** Returns the time left. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * Sends a request to the configured host, with its key, and takes the answer in. A model that is being loaded is waited
     * for.
     *
     * @throws PolyphonyException if the answer is no 2xx, or there is none in time
     */
    public Reply send(Ask ask) throws InvalidOutputException, InterruptedException {
        while (true) {
            Taken taken = take(remote.network().api(), request(ask), ask.toString());
            if (taken.reply() != null) {
                return taken.reply();
            }
            Duration estimate = taken.status() == 503 ? Loading.estimate(taken.body()) : null;
            if (estimate == null) {
                throw failed(taken);
            }
            awaitModel(estimate, taken.body());
        }
    }

    private void awaitModel(Duration estimate, String body) throws InterruptedException {
        Duration most = estimate.compareTo(LONGEST_LOADING_WAIT) < 0 ? estimate : LONGEST_LOADING_WAIT;
        Duration wait = Duration.ofMillis((long) (most.toMillis() * (0.8 + 0.4 * jitter.nextDouble())) + 1);
        if (wait.compareTo(left()) >= 0) {
            throw failures().stillLoading(body);
        }
        call.progress("%s loads its model".formatted(endpoint().name()));
        pause(wait);
    }

    PolyphonyException failed(Taken taken) {
        Duration wait = taken.retryAfter() != null
                        && taken.retryAfter().compareTo(endpoint().deadline()) > 0
                ? endpoint().deadline()
                : taken.retryAfter();
        PolyphonyException error = failures().of(taken.status(), taken.body(), wait);
        if (taken.status() == 402 && error instanceof AuthenticationException) {
            remote.outOfCredit();
        }
        return error;
    }

    /** Sends a request and does not wait for what comes of it: a cancel is sent when nobody waits any more. */
    public void sendAndForget(Ask ask) {
        Forgotten.send(remote.network().api(), request(ask));
    }

    private Request request(Ask ask) {
        Request.Builder builder = new Request.Builder().url(target(ask)).method(ask.method(), ask.requestBody());
        String auth = endpoint().auth().header();
        if (!auth.isEmpty()) {
            builder.header("Authorization", auth);
        }
        if (ask.method().equals("POST")) {
            builder.header("Idempotency-Key", key(ask));
        }
        ask.headers().forEach(builder::header);
        return builder.build();
    }

    /** Returns what stands for the request in this task: the same in a repeated attempt. */
    String key(Ask ask) {
        return Fingerprint.of(ask.fingerprint() + call.seed(), new byte[0]);
    }

    private HttpUrl target(Ask ask) {
        if (!ask.target().startsWith("http://") && !ask.target().startsWith("https://")) {
            return endpoint().url(ask.target());
        }
        HttpUrl url = HttpUrl.parse(ask.target());
        if (url == null || !endpoint().owns(url)) {
            throw failures().distrusted(url == null ? "?" : url.host(), "which is not the configured host");
        }
        return url;
    }

    /** Returns a URL of the configured host that an answer named, resolved against the base URL. */
    public String own(@Nullable String url) throws InvalidOutputException {
        HttpUrl resolved = url == null ? null : endpoint().url("").resolve(url);
        if (resolved == null) {
            throw new InvalidOutputException("named no URL to look at");
        }
        if (!endpoint().owns(resolved)) {
            throw failures()
                    .distrusted(resolved.host(), "which is not the configured host, the only one that sees the key");
        }
        return resolved.toString();
    }

    /**
     * Fetches a result from where the answer says. Hosts other than the configured one are not told the key, must be listed,
     * and must be of the public internet.
     */
    public Reply download(String url) throws InvalidOutputException, InterruptedException {
        return new Download(this).fetch(url);
    }

    /** Takes one answer in: whole if it is 2xx, else what its headers and the beginning of its body say. */
    Taken take(OkHttpClient client, Request request, String during)
            throws InvalidOutputException, InterruptedException {
        Path file = newFile();
        try {
            return Exchange.run(client, request, left(), response -> taken(response, file));
        } catch (TimeoutException e) {
            throw failures().late(during);
        } catch (IOException e) {
            throw failures().of(e);
        }
    }

    private Taken taken(Response response, Path file) throws IOException, InvalidOutputException {
        if (response.isSuccessful()) {
            long bytes =
                    Spool.toFile(response.body().byteStream(), file, endpoint().maxBytes());
            return new Taken(
                    new Reply(response.code(), response.headers(), file, bytes), response.code(), "", null, null);
        }
        String body = Spool.beginning(response.body().byteStream());
        Duration wait = RetryAfter.read(response.headers(), body, remote.clock().instant());
        return new Taken(null, response.code(), body, wait, response.header("Location"));
    }

    /** Returns a name for a file of this attempt. */
    private Path newFile() {
        return call.folder().resolve("answer-" + files++);
    }

    /** Returns the JSON of an answer; an answer that is an error in spite of its 200 is none. */
    public Json json(Reply reply) throws IOException, InvalidOutputException {
        Json json = Json.read(reply.body());
        JsonNode error = json.root().path("error");
        if (error.isTextual() || (error.isContainerNode() && !error.isEmpty())) {
            throw new InvalidOutputException(
                    "answered 200 with an error: " + (error.isTextual() ? json.text(error) : error.toString()));
        }
        return json;
    }

    /** Returns the JSON of an answer, be it an error or not. */
    public Json rawJson(Reply reply) throws IOException, InvalidOutputException {
        return Json.read(reply.body());
    }

    /** Returns the JSON that a part of an answer is. */
    public Json inline(String text, Reply reply) throws InvalidOutputException {
        return Json.of(text, reply.body());
    }

    /** Keeps a job that is done until its result is known to be good: if fetching it fails, it is fetched again. */
    void keepUntilSettled(String key, JobHandle job) {
        remote.jobs().keep(key, job);
        unsettled.add(key);
    }

    /** Forgets the jobs of this attempt: their results are taken, or will never be good. */
    public void settle() {
        unsettled.forEach(remote.jobs()::take);
        unsettled.clear();
    }

    /** Hands work in and waits for it; see {@link JobRun}. */
    public <R> R run(Ask submit, Job<R> job) throws IOException, InvalidOutputException, InterruptedException {
        return new JobRun<>(this, submit, job).run();
    }

    /**
     * Waits.
     *
     * @throws dev.polyphony.agent.TimedOutException if the deadline comes first
     */
    public void pause(Duration time) throws InterruptedException {
        Duration left = left();
        if (time.compareTo(left) >= 0) {
            await(left);
            throw failures().late("waiting for it");
        }
        await(time);
    }

    private static void await(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What came back: a reply, or why there is none. */
    record Taken(
            @Nullable Reply reply,
            int status,
            String body,
            @Nullable Duration retryAfter,
            @Nullable String location) {}
}
