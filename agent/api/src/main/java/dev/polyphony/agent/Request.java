package dev.polyphony.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks for.
 *
 * @param text the words; may be blank if something is attached
 * @param attachments artifacts that are in the store already, in the user's order
 * @param sessionId the session to go on with; null for a new one
 * @param mode {@code tools}, {@code end-to-end} or {@code auto}
 */
public record Request(
        String text, List<Artifact> attachments, @Nullable String sessionId, String mode) {
    public Request {
        attachments = List.copyOf(attachments);
    }

    /** Returns a request in tools mode, in a new session. */
    public static Request of(String text, List<Artifact> attachments) {
        return new Request(text, attachments, null, "tools");
    }
}
