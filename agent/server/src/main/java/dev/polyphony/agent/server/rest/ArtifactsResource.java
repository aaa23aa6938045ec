package dev.polyphony.agent.server.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.Polyphony;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.codec.WireArtifact;
import dev.polyphony.agent.codec.WireProvenance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Takes artifacts in and tells of them; {@link ArtifactRoute} hands out their bytes. */
@Path("/api/v1/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "artifacts")
public final class ArtifactsResource {
    private final Polyphony agent;
    private final Intake intake;

    /** @param agent keeps the artifacts */
    @Inject
    public ArtifactsResource(Polyphony agent, Intake intake) {
        this.agent = agent;
        this.intake = intake;
    }

    /** What was taken in, in order. */
    public record Artifacts(
            @JsonProperty(value = "artifacts", required = true)
            List<WireArtifact> artifacts) {}

    /** An artifact and how it was made. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Meta(
            @JsonProperty(value = "artifact", required = true)
            WireArtifact artifact,

            @JsonProperty("provenance") @Nullable List<WireProvenance> provenance) {}

    /** Takes files in. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @ResponseStatus(201)
    @Operation(operationId = "upload", summary = "Takes files in; the same bytes always get the same id.")
    public Artifacts upload(@RestForm("file") @Nullable List<FileUpload> files) {
        if (files == null || files.isEmpty()) {
            throw new InvalidRequestException("no part of the form is a file named \"file\".\nMaybe add one.");
        }
        return new Artifacts(intake.attach(files).stream().map(WireArtifact::of).toList());
    }

    /** Returns what is known of an artifact. */
    @GET
    @Path("{artifactId}/meta")
    @Operation(operationId = "getArtifactMeta", summary = "Tells what an artifact is and how it was made.")
    public Meta meta(@PathParam("artifactId") String artifactId) {
        WireArtifact artifact = WireArtifact.of(ArtifactRoute.find(agent, artifactId));
        List<WireProvenance> made = agent.artifacts().provenance(artifactId).stream()
                .map(WireProvenance::of)
                .toList();
        return new Meta(artifact, made.isEmpty() ? null : made);
    }
}
