package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.RunSummary;
import dev.polyphony.agent.Session;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a {@link Session}.
 *
 * @param runs its runs, oldest first; null where sessions are listed
 */
@Wire
public record WireSession(
        @JsonProperty(value = "id", required = true) String id,
        @JsonProperty(value = "title", required = true) String title,
        @JsonProperty(value = "createdAt", required = true) String createdAt,
        @JsonProperty(value = "updatedAt", required = true) String updatedAt,
        @JsonProperty("runs") @Nullable List<WireRun> runs) {

    /** Returns the JSON form, without runs. */
    public static WireSession of(Session session) {
        return new WireSession(
                session.id(),
                session.title(),
                session.createdAt().toString(),
                session.updatedAt().toString(),
                null);
    }

    /** Returns the JSON form, with these runs. */
    public static WireSession of(Session session, List<RunSummary> runs) {
        return new WireSession(
                session.id(),
                session.title(),
                session.createdAt().toString(),
                session.updatedAt().toString(),
                runs.stream().map(WireRun::of).toList());
    }

    /** Returns what this is the JSON form of; the runs are left out. */
    public Session toSession() {
        return new Session(id, title, Instant.parse(createdAt), Instant.parse(updatedAt));
    }
}
