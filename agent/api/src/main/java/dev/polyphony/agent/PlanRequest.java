package dev.polyphony.agent;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a planner is asked.
 *
 * @param text the user's words; may be blank if something is attached
 * @param attachments what came with them, in the user's order
 * @param toolbox the tools that may be planned
 * @param history earlier runs of the session, oldest first
 * @param rejected the draft that this planner made before and that the check refused; null on the first call
 * @param findings why it was refused
 */
public record PlanRequest(
        String text,
        List<Artifact> attachments,
        Toolbox toolbox,
        List<Turn> history,
        @Nullable Draft rejected,
        List<Finding> findings) {

    public PlanRequest {
        attachments = List.copyOf(attachments);
        history = List.copyOf(history);
        findings = List.copyOf(findings);
    }

    /** Returns a first request. */
    public static PlanRequest of(String text, List<Artifact> attachments, Toolbox toolbox) {
        return new PlanRequest(text, attachments, toolbox, List.of(), null, List.of());
    }

    /** Returns the same request, asked again after a draft was refused. */
    public PlanRequest again(Draft refused, List<Finding> why) {
        return new PlanRequest(text, attachments, toolbox, history, refused, why);
    }

    /** Returns everything that a plan may read: the attachments first, then the artifacts of earlier runs, newest run first. */
    public List<Artifact> artifacts() {
        Stream<Artifact> earlier = Stream.of();
        for (Turn turn : history) {
            earlier = Stream.concat(turn.artifacts().stream(), earlier);
        }
        return Stream.concat(attachments.stream(), earlier).distinct().toList();
    }
}
