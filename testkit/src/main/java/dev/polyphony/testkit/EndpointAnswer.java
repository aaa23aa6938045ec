package dev.polyphony.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a {@link FakeEndpoint} answers, and how it fails to. Immutable. */
public final class EndpointAnswer {
    /** How an answer goes wrong on the wire. */
    public enum Manner {
        /** It does not. */
        WHOLE,
        /** No byte ever comes. */
        SILENT,
        /** The connection is closed before a byte comes. */
        HANG_UP,
        /** The connection is closed after half of the body, whose whole length was announced. */
        CUT,
        /** One byte of the body comes each second. */
        DRIP,
        /** The body has no end. */
        ENDLESS,
        /** The body is announced to have 5 GB, and comes as fast as it is taken. */
        HUGE,
        /** A thousand headers of a thousand characters come first. */
        HEADER_FLOOD
    }

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Manner manner;

    private EndpointAnswer(int status, Map<String, String> headers, byte[] body, Manner manner) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.manner = manner;
    }

    /** Returns an answer of JSON. */
    public static EndpointAnswer json(int status, String json) {
        return bytes(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a 200 of JSON. */
    public static EndpointAnswer json(String json) {
        return json(200, json);
    }

    /** Returns a 200 of these bytes, which are copied. */
    public static EndpointAnswer bytes(String contentType, byte[] bytes) {
        return bytes(200, contentType, bytes);
    }

    /** Returns an answer of these bytes, which are copied. */
    public static EndpointAnswer bytes(int status, String contentType, byte[] bytes) {
        return new EndpointAnswer(status, Map.of("Content-Type", contentType), bytes.clone(), Manner.WHOLE);
    }

    /** Returns an answer without a body. */
    public static EndpointAnswer status(int status) {
        return new EndpointAnswer(status, Map.of(), new byte[0], Manner.WHOLE);
    }

    /** Returns an answer that goes wrong on the wire before its content matters. */
    public static EndpointAnswer failing(Manner manner) {
        return json("{\"filler\":\"%s\"}".formatted("x".repeat(1000))).in(manner);
    }

    /** Returns this answer with one more header. */
    public EndpointAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new EndpointAnswer(status, more, body, manner);
    }

    /** Returns this answer, given in another manner. */
    public EndpointAnswer in(Manner newManner) {
        return new EndpointAnswer(status, headers, body, newManner);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    Manner manner() {
        return manner;
    }
}
