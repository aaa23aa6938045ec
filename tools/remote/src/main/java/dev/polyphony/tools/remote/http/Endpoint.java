package dev.polyphony.tools.remote.http;

import dev.polyphony.agent.RegistrationException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * A model server or provider: where it is, how to speak to it, and how much of it is taken. Its texts never show the key.
 * Immutable.
 *
 * @param name what the settings call it, as {@code huggingface}
 * @param kind the wire family, as {@code openai-images}
 * @param baseUrl http or https, without user info, query or fragment
 * @param auth how it is told who calls
 * @param deadline the longest that one attempt may take, waits and downloads included
 * @param pollInterval time between two looks at a job
 * @param maxBytes most decoded bytes of one answer
 * @param resultHosts hosts besides its own that results may be fetched from: {@code cdn.example.com}, or {@code *.example.com}
 *     for all below it
 */
public record Endpoint(
        String name,
        String kind,
        URI baseUrl,
        Auth auth,
        Duration deadline,
        Duration pollInterval,
        long maxBytes,
        List<String> resultHosts) {

    /** @throws RegistrationException if the URL is none of http and https, or a limit is not positive */
    public Endpoint {
        resultHosts = resultHosts.stream()
                .map(h -> h.strip().toLowerCase(Locale.ROOT))
                .filter(h -> !h.isEmpty())
                .toList();
        checkUrl(name, baseUrl);
        positive(name, "deadline", deadline.toNanos());
        positive(name, "poll-interval", pollInterval.toNanos());
        positive(name, "max-bytes", maxBytes);
    }

    private static void checkUrl(String name, URI url) {
        HttpUrl parsed = HttpUrl.parse(url.toString());
        if (parsed == null) {
            throw new RegistrationException(
                    "endpoint \"%s\": base-url (%s) is no http or https URL.\nMaybe http://localhost:8000?"
                            .formatted(name, Redaction.url(url.toString())));
        }
        if (url.getRawUserInfo() != null || parsed.query() != null || parsed.fragment() != null) {
            throw new RegistrationException(
                    "endpoint \"%s\": base-url (%s) holds a user, a query or a fragment.\nMaybe give the key by api-key, and a user with auth=basic."
                            .formatted(name, Redaction.url(url.toString())));
        }
    }

    private static void positive(String name, String setting, long value) {
        if (value <= 0) {
            throw new RegistrationException(
                    "endpoint \"%s\": %s must be positive.\nMaybe leave it out; there is a default."
                            .formatted(name, setting));
        }
    }

    /** Returns an endpoint without credentials: 5 minutes, a look each second, 256 MiB, results from itself alone. */
    public static Endpoint of(String name, String kind, String baseUrl) {
        URI url;
        try {
            url = URI.create(baseUrl.strip());
        } catch (IllegalArgumentException e) {
            throw new RegistrationException(
                    "endpoint \"%s\": base-url is no URL.\nMaybe http://localhost:8000?".formatted(name), e);
        }
        return new Endpoint(
                name, kind, url, Auth.NONE, Duration.ofMinutes(5), Duration.ofSeconds(1), 256L << 20, List.of());
    }

    /** Returns this endpoint with credentials. */
    public Endpoint withAuth(Auth newAuth) {
        return new Endpoint(name, kind, baseUrl, newAuth, deadline, pollInterval, maxBytes, resultHosts);
    }

    /** Returns this endpoint with another deadline. */
    public Endpoint withDeadline(Duration newDeadline) {
        return new Endpoint(name, kind, baseUrl, auth, newDeadline, pollInterval, maxBytes, resultHosts);
    }

    /** Returns this endpoint with another time between two looks at a job. */
    public Endpoint withPollInterval(Duration newInterval) {
        return new Endpoint(name, kind, baseUrl, auth, deadline, newInterval, maxBytes, resultHosts);
    }

    /** Returns this endpoint with another cap of answers. */
    public Endpoint withMaxBytes(long newMaxBytes) {
        return new Endpoint(name, kind, baseUrl, auth, deadline, pollInterval, newMaxBytes, resultHosts);
    }

    /** Returns this endpoint with other hosts that results may be fetched from. */
    public Endpoint withResultHosts(List<String> newHosts) {
        return new Endpoint(name, kind, baseUrl, auth, deadline, pollInterval, maxBytes, newHosts);
    }

    /** Returns the URL of a path below the base URL; a path that begins with {@code /} is below its last segment as well. */
    HttpUrl url(String path) {
        String base = baseUrl.toString();
        String joined = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + (path.isEmpty() || path.startsWith("/") ? path : "/" + path);
        return HttpUrl.get(joined);
    }

    /** Returns true if the URL is of the configured scheme, host and port, the only ones that see the key. */
    boolean owns(HttpUrl url) {
        HttpUrl base = url("");
        return base.scheme().equals(url.scheme()) && base.host().equals(url.host()) && base.port() == url.port();
    }

    /** Returns true if results may be fetched from this host. */
    boolean trusts(String host) {
        return resultHosts.stream().anyMatch(h -> h.startsWith("*.") ? host.endsWith(h.substring(1)) : h.equals(host));
    }
}
