package dev.polyphony.tools.remote.http;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Fetches a result from a URL that somebody else wrote; each hop of a redirect is looked at anew. */
final class Download {
    private static final int MOST_HOPS = 3;
    /** Numbers that are no plain address: some read 0177.0.0.1 as 127.0.0.1, others as 177.0.0.1. */
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "(?=[0-9a-fx.]*$)(?!((0|[1-9]\\d{0,2})\\.){3}(0|[1-9]\\d{0,2})$)(0x[0-9a-f]+|\\d+)(\\.(0x[0-9a-f]+|\\d+))*\\.?");

    private final Attempt attempt;

    Download(Attempt attempt) {
        this.attempt = attempt;
    }

    Reply fetch(String url) throws InvalidOutputException, InterruptedException {
        HttpUrl next = parse(attempt.endpoint().url("").resolve(url));
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            Attempt.Taken taken = attempt.take(client(next), request(next), "fetching a result");
            if (taken.reply() != null) {
                return taken.reply();
            }
            if (taken.status() / 100 != 3 || taken.location() == null) {
                throw attempt.failed(taken);
            }
            next = parse(next.resolve(taken.location()));
        }
        throw new InvalidOutputException("redirected its result more than %d times".formatted(MOST_HOPS));
    }

    private static HttpUrl parse(@Nullable HttpUrl url) throws InvalidOutputException {
        if (url == null) {
            throw new InvalidOutputException("put its result at what is no http or https URL");
        }
        return url;
    }

    private OkHttpClient client(HttpUrl url) {
        Endpoint endpoint = attempt.endpoint();
        if (endpoint.owns(url)) {
            return attempt.remote().network().api();
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw attempt.failures().distrusted(url.host(), "with a user in its URL");
        }
        if (AMBIGUOUS.matcher(url.host()).matches()) {
            throw attempt.failures().distrusted(url.host(), "a number that systems read differently");
        }
        if (!endpoint.trusts(url.host())) {
            throw attempt.failures()
                    .distrusted(url.host(), "which is none of its result-hosts " + endpoint.resultHosts());
        }
        if (url.port() != HttpUrl.defaultPort(url.scheme())
                || (!url.isHttps() && endpoint.url("").isHttps())) {
            throw attempt.failures().distrusted(url.host(), "by %s on port %d".formatted(url.scheme(), url.port()));
        }
        return attempt.remote().network().results();
    }

    private Request request(HttpUrl url) {
        Request.Builder builder = new Request.Builder().url(url);
        String auth = attempt.endpoint().auth().header();
        if (attempt.endpoint().owns(url) && !auth.isEmpty()) {
            builder.header("Authorization", auth);
        }
        return builder.build();
    }
}
