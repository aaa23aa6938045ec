package dev.polyphony.tools.remote;

import static dev.polyphony.testkit.EndpointAnswer.bytes;
import static dev.polyphony.testkit.EndpointAnswer.failing;
import static dev.polyphony.testkit.EndpointAnswer.json;

import dev.polyphony.testkit.EndpointAnswer;
import dev.polyphony.testkit.EndpointAnswer.Manner;
import dev.polyphony.testkit.FakeEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** What goes wrong with an endpoint: at the request that asks for work, or at the looks at its job. */
enum Fault {
    REFUSED("connection refused", null),
    HANG_UP("connection closed before the answer", () -> failing(Manner.HANG_UP)),
    CUT("connection lost in the body", () -> failing(Manner.CUT)),
    SILENT("no answer at all", () -> failing(Manner.SILENT)),
    DRIP("one byte a second", () -> failing(Manner.DRIP)),
    ENDLESS("endless body", () -> failing(Manner.ENDLESS)),
    HUGE("body of 5 GB", () -> failing(Manner.HUGE)),
    HEADERS("1,000 headers of 1 kB", () -> failing(Manner.HEADER_FLOOD)),
    BOMB("gzip of 256 MiB zeros", Fault::bomb),
    TOO_MANY_SECONDS("429, Retry-After: 7", () -> said(429).with("Retry-After", "7")),
    TOO_MANY_DATE("429, Retry-After: a date", () -> said(429).with("Retry-After", "Wed, 21 Oct 2099 07:28:00 GMT")),
    TOO_MANY_ABSURD("429, Retry-After: 10^9", () -> said(429).with("Retry-After", "1000000000")),
    TOO_MANY_ABSENT("429, no Retry-After", () -> said(429)),
    LOADING(
            "503 with estimated_time, forever",
            () -> json(503, "{\"error\":\"Model m is currently loading\",\"estimated_time\":20.0}")),
    UNAVAILABLE("503", () -> said(503)),
    CREDIT("402", () -> said(402)),
    KEY("401", () -> said(401)),
    GATED("403", () -> said(403)),
    UNKNOWN("404", () -> said(404)),
    GONE("410", () -> said(410)),
    BAD("400", () -> said(400)),
    TOO_LARGE("413", () -> said(413)),
    BROKEN("500", () -> said(500)),
    GATEWAY("502", () -> said(502)),
    GATEWAY_TIME("504", () -> said(504)),
    REDIRECT("302 to elsewhere", () -> EndpointAnswer.status(302).with("Location", "http://169.254.169.254/")),
    HTML(
            "200 with HTML",
            () -> bytes("text/html", "<html><body>Sign in</body></html>".getBytes(StandardCharsets.UTF_8))),
    DISGUISED("200 with HTML as image/png", () -> bytes("image/png", "<html></html>".getBytes(StandardCharsets.UTF_8))),
    EMPTY("200 with nothing", () -> EndpointAnswer.status(200)),
    MALFORMED("200 with malformed JSON", () -> json("{\"images\":[\"")),
    DEEP("200 with JSON 100,000 deep", () -> json("[".repeat(100_000) + "]".repeat(100_000))),
    BASE64(
            "200 with bad base64",
            () -> json("{\"images\":[\"!!\"],\"data\":[{\"b64_json\":\"!!\"}],\"outputs\":[{\"data\":[\"!!\"]}]}")),
    ERROR("200 with an error", () -> json("{\"error\":\"worker %s died\"}".formatted(Bench.CANARY))),
    STUCK("job that never ends", null),
    LOST("job that is unknown (404)", null);

    private final String title;
    private final Supplier<EndpointAnswer> answer;

    Fault(String title, Supplier<EndpointAnswer> answer) {
        this.title = title;
        this.answer = answer;
    }

    /** Returns what the table calls it. */
    String title() {
        return title;
    }

    /** Returns true if it can befall the family. */
    boolean befalls(Family family) {
        return family.hasJobs() || (this != STUCK && this != LOST);
    }

    /** Makes the endpoint go wrong. */
    void inject(Family family, FakeEndpoint endpoint) {
        if (this == STUCK) {
            endpoint.on(family.look, family.running());
        } else if (this == LOST) {
            endpoint.on(family.look, said(404));
        } else if (answer != null) {
            endpoint.on(family.submit, answer.get());
        }
    }

    /** An error that repeats the key, as careless servers do. */
    private static EndpointAnswer said(int status) {
        return json(
                status,
                "{\"error\":\"key %s refused, Authorization: Bearer %s, see https://x.example/y?sig=%s\"}"
                        .formatted(Bench.CANARY, Bench.CANARY, Bench.CANARY));
    }

    private static EndpointAnswer bomb() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                out.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes("application/json", packed.toByteArray()).with("Content-Encoding", "gzip");
    }
}
