package dev.polyphony.testkit;

import java.time.Duration;
import java.util.List;

/** What {@link ScriptedLlm} answers to one request. Immutable: a reply may serve any number of requests. */
public sealed interface Reply permits ChatReply, RawReply, Silence {
    /** Returns a completion of these words, at once and whole. */
    static ChatReply text(String words) {
        return ChatReply.of(words);
    }

    /** Returns a completion that calls functions. */
    static ChatReply calls(ChatReply.Call... calls) {
        return ChatReply.of("").calling(List.of(calls));
    }

    /** Returns words that go on until the client has had enough. */
    static ChatReply endless(String words) {
        return ChatReply.of(words).ending(ChatReply.Ending.NEVER);
    }

    /** Returns a body as it is, under a status. */
    static RawReply raw(int status, String contentType, String body) {
        return new RawReply(status, contentType, body, java.util.Map.of(), Duration.ZERO);
    }

    /** Returns an error in the form of the OpenAI API. */
    static RawReply error(int status, String code, String message) {
        return raw(status, "application/json", ChatJson.error(code, message));
    }

    /**
     * Returns 429.
     *
     * @param retryAfter value of the header: seconds, a date, or nonsense
     */
    static RawReply rateLimited(String retryAfter) {
        return error(429, "rate_limit_exceeded", "Too many requests").with("Retry-After", retryAfter);
    }

    /** Returns a web page with status 200, as a proxy or a wrong path gives it. */
    static RawReply html() {
        return raw(200, "text/html; charset=utf-8", "<!doctype html><html><body><h1>Welcome</h1></body></html>");
    }

    /** Returns nothing: the connection is closed before the first byte of an answer. */
    static Silence hangUp() {
        return new Silence(true);
    }

    /** Returns nothing and keeps the connection open. */
    static Silence never() {
        return new Silence(false);
    }

    /** Returns the same reply, begun after this time. */
    Reply after(Duration latency);
}
