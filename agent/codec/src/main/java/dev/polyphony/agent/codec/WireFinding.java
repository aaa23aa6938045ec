package dev.polyphony.agent.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.polyphony.agent.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of a {@link Finding}. */
@Wire
public record WireFinding(
        @JsonProperty(value = "code", required = true) Finding.Code code,
        @JsonProperty(value = "pointer", required = true) String pointer,
        @JsonProperty(value = "message", required = true) String message) {

    /** Returns the JSON form. */
    public static WireFinding of(Finding finding) {
        return new WireFinding(finding.code(), finding.pointer(), finding.message());
    }

    /** Returns what this is the JSON form of. */
    public Finding toFinding() {
        return new Finding(code, pointer, message);
    }

    static @Nullable List<WireFinding> ofAll(List<Finding> findings) {
        return Plain.listOrAbsent(findings.stream().map(WireFinding::of).toList());
    }

    static List<Finding> toFindings(@Nullable List<WireFinding> findings) {
        return Plain.list(findings).stream().map(WireFinding::toFinding).toList();
    }
}
