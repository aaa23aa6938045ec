package dev.polyphony.agent.server.rest;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.codec.WireToolbox;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells what can be called. */
@Path("/api/v1/tools")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tools")
public final class ToolsResource {
    private final Polyphony agent;

    /** @param agent has the tools */
    @Inject
    public ToolsResource(Polyphony agent) {
        this.agent = agent;
    }

    /** Lists the tools, and what would make others available. */
    @GET
    @Operation(operationId = "listTools", summary = "Lists the tools, and what would make others available.")
    public WireToolbox list() {
        return WireToolbox.of(agent.toolbox()).with(agent.modes());
    }
}
