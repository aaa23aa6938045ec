package dev.polyphony.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a {@link FakeEndpoint} was asked.
 *
 * @param method as {@code POST}
 * @param uri path and query
 * @param headers by name in lower case
 * @param body as Latin-1, so that each character is a byte
 */
public record EndpointAsk(String method, String uri, Map<String, String> headers, String body) {
    public EndpointAsk {
        headers = Map.copyOf(headers);
    }

    /** Returns the body read as UTF-8. */
    public String text() {
        return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
