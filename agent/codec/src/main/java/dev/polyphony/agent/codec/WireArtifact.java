package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import org.jspecify.annotations.Nullable;

/** The JSON form of an {@link Artifact}; the bytes are never in it. Playing time is in whole milliseconds. */
@Wire
public record WireArtifact(
        @JsonProperty(value = "id", required = true) String id,
        @JsonProperty(value = "modality", required = true) Modality modality,
        @JsonProperty(value = "mediaType", required = true) String mediaType,
        @JsonProperty(value = "bytes", required = true) Long bytes,
        @JsonProperty("label") @Nullable String label,
        @JsonProperty("width") @Nullable Integer width,
        @JsonProperty("height") @Nullable Integer height,
        @JsonProperty("durationMs") @Nullable Long durationMs,
        @JsonProperty("sampleRateHz") @Nullable Integer sampleRateHz,
        @JsonProperty("channels") @Nullable Integer channels,
        @JsonProperty("framesPerSecond") @Nullable Double framesPerSecond) {

    /** Returns the JSON form. */
    public static WireArtifact of(Artifact artifact) {
        Measures measures = artifact.measures();
        return new WireArtifact(
                artifact.id(),
                artifact.modality(),
                artifact.mediaType(),
                artifact.bytes(),
                artifact.label(),
                measures.width(),
                measures.height(),
                Plain.millis(measures.duration()),
                measures.sampleRateHz(),
                measures.channels(),
                Plain.finite(measures.framesPerSecond()));
    }

    /** Returns what this is the JSON form of. */
    public Artifact toArtifact() {
        return new Artifact(
                id,
                modality,
                mediaType,
                bytes,
                label,
                new Measures(width, height, Plain.duration(durationMs), sampleRateHz, channels, framesPerSecond));
    }
}
