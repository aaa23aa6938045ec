package dev.polyphony.agent.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.Polyphony;
import dev.polyphony.agent.ConflictException;
import dev.polyphony.agent.IdSource;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.RunState;
import dev.polyphony.agent.Session;
import dev.polyphony.agent.codec.WireSession;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Keeps the conversations in order. */
@Path("/api/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sessions")
public final class SessionsResource {
    private static final int MOST = 1_000;
    private static final int LONGEST_TITLE = 200;

    private final Polyphony agent;
    private final IdSource ids = IdSource.random();

    /** @param agent keeps the sessions */
    @Inject
    public SessionsResource(Polyphony agent) {
        this.agent = agent;
    }

    /** Sessions, the latest used first. */
    public record Sessions(
            @JsonProperty(value = "sessions", required = true)
            List<WireSession> sessions) {}

    /** Makes a session. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(operationId = "createSession", summary = "Makes a session.")
    @RequestBody(content = @Content(schema = @Schema(implementation = WireTitle.class)))
    public WireSession create(InputStream body) {
        String title = Intake.read(body, WireTitle.class).title();
        return WireSession.of(agent.journal().open(ids.next(), title == null ? "Untitled" : checked(title)));
    }

    /** Lists sessions. */
    @GET
    @Operation(operationId = "listSessions", summary = "Lists sessions, the latest used first.")
    public Sessions list(
            @QueryParam("query") @DefaultValue("") String query, @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidRequestException("limit (%d) must be in [1, %d].\nMaybe 50.".formatted(limit, MOST));
        }
        return new Sessions(agent.journal().sessions(query, limit).stream()
                .map(WireSession::of)
                .toList());
    }

    /** Returns a session with its runs. */
    @GET
    @Path("{sessionId}")
    @Operation(operationId = "getSession", summary = "Returns a session with its runs, oldest first.")
    public WireSession get(@PathParam("sessionId") String sessionId) {
        return WireSession.of(find(sessionId), agent.journal().runs(sessionId));
    }

    /** Renames a session. */
    @PATCH
    @Path("{sessionId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "renameSession", summary = "Renames a session.")
    @RequestBody(content = @Content(schema = @Schema(implementation = WireTitle.class)))
    public WireSession rename(@PathParam("sessionId") String sessionId, InputStream body) {
        find(sessionId);
        String title = Intake.read(body, WireTitle.class).title();
        if (title == null) {
            throw new InvalidRequestException("the title is missing.\nMaybe {\"title\": \"Holiday photos\"}.");
        }
        agent.journal().rename(sessionId, checked(title));
        return WireSession.of(find(sessionId));
    }

    /** Removes a session with its runs; artifacts stay. */
    @DELETE
    @Path("{sessionId}")
    @Operation(operationId = "deleteSession", summary = "Removes a session with its runs; artifacts stay.")
    public void delete(@PathParam("sessionId") String sessionId) {
        find(sessionId);
        if (agent.journal().runs(sessionId).stream().anyMatch(run -> run.state() == RunState.RUNNING)) {
            throw new ConflictException(
                    "session %s has a run going on.\nMaybe cancel it first.".formatted(Raw.shown(sessionId)));
        }
        agent.journal().delete(sessionId);
    }

    private Session find(String sessionId) {
        return agent.journal()
                .session(sessionId)
                .orElseThrow(() -> new NotFoundException(
                        "there is no session \"%s\".\nMaybe it was deleted.".formatted(Raw.shown(sessionId))));
    }

    private static String checked(String title) {
        String text = title.strip();
        if (text.isEmpty() || text.length() > LONGEST_TITLE) {
            throw new InvalidRequestException(
                    "a title has 1 to %d characters, this one %d.\nMaybe a few words of what it is about."
                            .formatted(LONGEST_TITLE, text.length()));
        }
        return text;
    }
}
