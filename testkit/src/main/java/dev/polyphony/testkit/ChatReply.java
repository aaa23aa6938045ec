package dev.polyphony.testkit;

import java.time.Duration;
import java.util.List;

/**
 * A completion. It is streamed token by token if the client asks for that; a token is up to four characters.
 *
 * @param text the words
 * @param calls functions that the model calls
 * @param finishReason why it ends: {@code stop}, {@code length}, {@code tool_calls}, {@code content_filter}
 * @param latency time before the first token
 * @param tokensPerSecond speed after that; 0 for all at once
 * @param drip if positive, the time between any two bytes, whatever the speed
 * @param ending how it ends
 * @param endsAfter tokens before a faulty ending
 */
public record ChatReply(
        String text,
        List<Call> calls,
        String finishReason,
        Duration latency,
        double tokensPerSecond,
        Duration drip,
        Ending ending,
        int endsAfter)
        implements Reply {
    public ChatReply {
        calls = List.copyOf(calls);
    }

    /**
     * A function call.
     *
     * @param name the function
     * @param arguments JSON, as the model would write it
     */
    public record Call(String name, String arguments) {}

    /** How a reply ends. */
    public enum Ending {
        /** As the protocol wants it. */
        WHOLE,
        /** In good form but early: a stream without its last events, a body with half the JSON. */
        TRUNCATED,
        /** The connection is closed in the middle. */
        CUT,
        /** In a stream, an event with an error. */
        ERROR,
        /** Not at all: the words are repeated until the client goes. */
        NEVER
    }

    static ChatReply of(String text) {
        return new ChatReply(text, List.of(), "stop", Duration.ZERO, 0, Duration.ZERO, Ending.WHOLE, 0);
    }

    ChatReply calling(List<Call> newCalls) {
        return new ChatReply(text, newCalls, "tool_calls", latency, tokensPerSecond, drip, ending, endsAfter);
    }

    ChatReply ending(Ending newEnding) {
        return new ChatReply(text, calls, finishReason, latency, tokensPerSecond, drip, newEnding, endsAfter);
    }

    private ChatReply endingAfter(int tokens, Ending newEnding) {
        return new ChatReply(text, calls, finishReason, latency, tokensPerSecond, drip, newEnding, tokens);
    }

    /** Returns this reply with another reason to end. */
    public ChatReply finishing(String reason) {
        return new ChatReply(text, calls, reason, latency, tokensPerSecond, drip, ending, endsAfter);
    }

    @Override
    public ChatReply after(Duration newLatency) {
        return new ChatReply(text, calls, finishReason, newLatency, tokensPerSecond, drip, ending, endsAfter);
    }

    /** Returns this reply at a speed. */
    public ChatReply at(double newTokensPerSecond) {
        return new ChatReply(text, calls, finishReason, latency, newTokensPerSecond, drip, ending, endsAfter);
    }

    /** Returns this reply byte by byte. */
    public ChatReply dripping(Duration betweenBytes) {
        return new ChatReply(text, calls, finishReason, latency, tokensPerSecond, betweenBytes, ending, endsAfter);
    }

    /** Returns this reply ended after some tokens, without the last events of a stream; a body gets half its JSON. */
    public ChatReply truncatedAfter(int tokens) {
        return endingAfter(tokens, Ending.TRUNCATED);
    }

    /** Returns this reply with the connection closed after some tokens. */
    public ChatReply cutAfter(int tokens) {
        return endingAfter(tokens, Ending.CUT);
    }

    /** Returns this reply with an error event after some tokens of a stream; a body is the error alone. */
    public ChatReply failingAfter(int tokens) {
        return endingAfter(tokens, Ending.ERROR);
    }
}
