package dev.polyphony.agent.server.rest;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.codec.WireProposal;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Plans requests and runs nothing. */
@Path("/api/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "plans")
public final class PlansResource {
    private final Polyphony agent;
    private final Intake intake;

    /** @param agent plans */
    @Inject
    public PlansResource(Polyphony agent, Intake intake) {
        this.agent = agent;
        this.intake = intake;
    }

    /** Plans a request whose attachments were uploaded before. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "plan", summary = "Shows what would be run.")
    @RequestBody(content = @Content(schema = @Schema(implementation = WireRequest.class)))
    public WireProposal plan(InputStream body) {
        return WireProposal.of(agent.plan(intake.request(Intake.read(body, WireRequest.class))));
    }

    /** Plans a request that comes with its files. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "planWithFiles",
            summary = "Shows what would be run, for a request that comes with its files.")
    public WireProposal planWithFiles(@BeanParam AskForm form) {
        return WireProposal.of(agent.plan(intake.request(form)));
    }
}
