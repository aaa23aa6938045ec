package dev.polyphony.agent.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An error answer, {@code application/problem+json} of RFC 9457.
 *
 * @param type a URI that names the kind of error, stable as its code
 * @param title the kind of error in words
 * @param status the HTTP status
 * @param detail what is wrong with the value and the rule, then a line that begins "Maybe"
 * @param code the stable code
 * @param retriable true if the same call may succeed later
 * @param requestId tells the call apart in the server's log
 */
public record ProblemJson(
        @JsonProperty("type") String type,
        @JsonProperty("title") String title,
        @JsonProperty("status") int status,
        @JsonProperty("detail") String detail,
        @JsonProperty("code") String code,
        @JsonProperty("retriable") boolean retriable,
        @JsonProperty("requestId") String requestId) {

    /** The media type of an error answer. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
