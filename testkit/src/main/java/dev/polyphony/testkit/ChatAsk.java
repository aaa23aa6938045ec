package dev.polyphony.testkit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion that a client has asked {@link ScriptedLlm} for.
 *
 * @param number from 1, in the order of arrival
 * @param headers by lower-case name
 * @param body the JSON as it came
 * @param model the model asked for
 * @param stream true if the client wants server-sent events
 * @param messages in order
 * @param responseFormat the JSON of {@code response_format}; null if there is none
 * @param tools names of the functions that the model may call
 */
public record ChatAsk(
        int number,
        Map<String, String> headers,
        String body,
        String model,
        boolean stream,
        List<Message> messages,
        @Nullable String responseFormat,
        List<String> tools) {
    public ChatAsk {
        headers = Map.copyOf(headers);
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /**
     * One message.
     *
     * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
     * @param content its words; the text parts put together where it has parts
     */
    public record Message(String role, String content) {}

    /** Returns the words of the first system message; empty if there is none. */
    public String system() {
        return messages.stream()
                .filter(m -> m.role().equals("system"))
                .map(Message::content)
                .findFirst()
                .orElse("");
    }

    /** Returns the words of the last user message; empty if there is none. */
    public String user() {
        List<Message> all =
                messages.stream().filter(m -> m.role().equals("user")).toList();
        return all.isEmpty() ? "" : all.get(all.size() - 1).content();
    }

    /** Returns true if any message holds these words. */
    public boolean holds(String words) {
        return messages.stream().anyMatch(m -> m.content().contains(words));
    }

    /** Returns how many results of function calls the client has sent back. */
    public int toolResults() {
        return (int) messages.stream().filter(m -> m.role().equals("tool")).count();
    }

    /** Returns true if the answer is to keep to a JSON schema. */
    public boolean wantsSchema() {
        return responseFormat != null && responseFormat.contains("\"json_schema\"");
    }
}
