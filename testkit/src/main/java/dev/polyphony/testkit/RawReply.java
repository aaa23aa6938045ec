package dev.polyphony.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A body that is sent as it is.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body what is sent
 * @param headers more headers
 * @param latency time before the first byte
 */
public record RawReply(int status, String contentType, String body, Map<String, String> headers, Duration latency)
        implements Reply {
    public RawReply {
        headers = Map.copyOf(headers);
    }

    /** Returns this reply with one more header. */
    public RawReply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new RawReply(status, contentType, body, more, latency);
    }

    @Override
    public RawReply after(Duration newLatency) {
        return new RawReply(status, contentType, body, headers, newLatency);
    }
}
