package dev.polyphony.agent.server.rest;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.codec.WireRun;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Starts runs, tells of them and stops them. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public final class RunsResource {
    private final Polyphony agent;
    private final Intake intake;
    private final Meters meters;
    private final Idempotency idempotency = new Idempotency();

    /** @param agent answers */
    @Inject
    public RunsResource(Polyphony agent, Intake intake, Meters meters) {
        this.agent = agent;
        this.intake = intake;
        this.meters = meters;
    }

    /** Starts a run of a request whose attachments were uploaded before. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "startRun", summary = "Starts a run; it goes on whether anybody reads its events or not.")
    @RequestBody(content = @Content(schema = @Schema(implementation = WireRequest.class)))
    @APIResponse(
            responseCode = "202",
            description = "Taken: the request is kept.",
            content = @Content(schema = @Schema(implementation = RunStarted.class)))
    public RestResponse<RunStarted> start(@HeaderParam("Idempotency-Key") @Nullable String key, InputStream body) {
        return start(key, intake.request(Intake.read(body, WireRequest.class)));
    }

    /** Starts a run of a request that comes with its files. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(operationId = "startRunWithFiles", summary = "Starts a run of a request that comes with its files.")
    public RestResponse<RunStarted> startWithFiles(
            @HeaderParam("Idempotency-Key") @Nullable String key, @BeanParam AskForm form) {
        return start(key, intake.request(form));
    }

    private RestResponse<RunStarted> start(@Nullable String key, Request request) {
        RunStarted started = idempotency.once(key, request, this::begin);
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, started)
                .location(URI.create("/api/v1/runs/" + started.runId()))
                .build();
    }

    private RunStarted begin(Request request) {
        Run run = agent.start(request);
        meters.follow(run);
        return new RunStarted(run.id(), run.sessionId());
    }

    /** Returns a run in short. */
    @GET
    @Path("{runId}")
    @Operation(operationId = "getRun", summary = "Tells where a run stands.")
    public WireRun get(@PathParam("runId") String runId) {
        return WireRun.of(agent.journal().run(runId).orElseThrow(() -> unknown(runId)));
    }

    /** Stops a run; one that has ended stays as it is. */
    @POST
    @Path("{runId}/cancel")
    @ResponseStatus(202)
    @Operation(operationId = "cancelRun", summary = "Stops a run; may be called again and again.")
    public void cancel(@PathParam("runId") String runId) {
        agent.run(runId).orElseThrow(() -> unknown(runId)).cancel();
    }

    private static NotFoundException unknown(String runId) {
        return new NotFoundException(
                "there is no run \"%s\".\nMaybe it was made under another home.".formatted(Raw.shown(runId)));
    }
}
