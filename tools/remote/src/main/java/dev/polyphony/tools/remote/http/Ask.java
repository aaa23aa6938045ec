package dev.polyphony.tools.remote.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** One request to the configured host. Immutable. */
public final class Ask {
    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;
    private final @Nullable String contentType;

    private Ask(
            String method,
            String target,
            Map<String, String> headers,
            byte @Nullable [] body,
            @Nullable String contentType) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.contentType = contentType;
    }

    /** Returns a GET of a path below the base URL, or of a whole URL of the same host. */
    public static Ask get(String target) {
        return new Ask("GET", target, Map.of(), null, null);
    }

    /** Returns a POST of JSON. */
    public static Ask post(String target, JsonNode json) {
        return post(target, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a POST of bytes, which the caller leaves unchanged. */
    public static Ask post(String target, String contentType, byte[] bytes) {
        return new Ask("POST", target, Map.of(), bytes, contentType);
    }

    /** Returns a request of another method without a body. */
    public static Ask of(String method, String target) {
        boolean needsBody = method.equals("POST") || method.equals("PUT");
        return new Ask(method, target, Map.of(), needsBody ? new byte[0] : null, null);
    }

    /** Returns this request with one more header. */
    public Ask with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Ask(method, target, more, body, contentType);
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** Returns the body for OkHttp; null if there is none. */
    @Nullable
    RequestBody requestBody() {
        return body == null
                ? null
                : RequestBody.create(body, contentType == null ? null : MediaType.parse(contentType));
    }

    /** Returns what stands for the content of this request: the same for equal requests. */
    String fingerprint() {
        return Fingerprint.of(method + " " + target, body == null ? new byte[0] : body);
    }

    @Override
    public String toString() {
        return method + " " + Redaction.url(target) + (body == null ? "" : " (" + body.length + " bytes)");
    }
}
