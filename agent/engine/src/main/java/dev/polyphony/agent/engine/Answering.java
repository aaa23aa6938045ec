package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.RunEvent;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How results become an answer: the fusion writes it; where it fails, the composed one takes over and says so. */
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    private static final Set<Modality> MEDIA = Set.of(Modality.IMAGE, Modality.MASK, Modality.AUDIO, Modality.VIDEO);
    private static final Pattern LINK = Pattern.compile("artifact:([0-9a-f]{64})");

    private Answering() {}

    /**
     * Writes the answer piece by piece; references to artifacts that the run does not have are taken out.
     *
     * @param spent takes what that took
     */
    static void write(
            Parts parts,
            Request request,
            Plan plan,
            Map<String, Outcome> outcomes,
            Consumer<String> pieces,
            Consumer<RunEvent.Usage> spent) {
        var fusionRequest = new FusionRequest(
                request.text(), request.attachments(), plan, outcomes, parts.toolbox(), parts.values()::read);
        AtomicBoolean begun = new AtomicBoolean();
        LinkGuard guard = new LinkGuard(idsOf(request, outcomes), piece -> {
            begun.set(true);
            pieces.accept(piece);
        });
        try {
            parts.fusion().fuse(fusionRequest, guard::accept, spent);
        } catch (PolyphonyException e) {
            if (parts.fusion() == parts.composed()) {
                throw e;
            }
            LOG.warn(
                    "fusion {} failed ({}); the answer is composed instead",
                    parts.fusion().name(),
                    e.getMessage());
            guard.finish();
            guard.accept((begun.get() ? "\n\n" : "")
                    + "*The model that writes answers failed (" + firstLine(e.getMessage())
                    + "); this answer is put together from the results.*\n\n");
            parts.composed().fuse(fusionRequest, guard::accept);
        }
        guard.finish();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceAll("[.]$", "");
    }

    private static Set<String> idsOf(Request request, Map<String, Outcome> outcomes) {
        Set<String> ids = new HashSet<>();
        request.attachments().forEach(artifact -> ids.add(artifact.id()));
        outcomes.values().forEach(outcome -> {
            if (outcome instanceof Outcome.Success success) {
                success.outputs().values().forEach(list -> list.forEach(artifact -> ids.add(artifact.id())));
            }
        });
        return ids;
    }

    /** Returns the artifacts that an answer refers to, in order; then the media that the plan delivers and the answer leaves out. */
    static List<Artifact> artifactsOf(
            CharSequence answer, @Nullable Plan plan, Map<String, Outcome> outcomes, ArtifactStore store) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher links = LINK.matcher(answer);
        while (links.find()) {
            ids.add(links.group(1));
        }
        if (plan != null) {
            for (OutputRef ref : plan.deliverables()) {
                if (outcomes.get(ref.taskId()) instanceof Outcome.Success success) {
                    success.outputs().getOrDefault(ref.port(), List.of()).stream()
                            .filter(artifact -> MEDIA.contains(artifact.modality()))
                            .forEach(artifact -> ids.add(artifact.id()));
                }
            }
        }
        return ids.stream().map(store::find).flatMap(Optional::stream).toList();
    }

    /** Returns the first failure if no task succeeded, else null. */
    static @Nullable Problem failureOfAll(Map<String, Outcome> outcomes) {
        if (outcomes.values().stream().anyMatch(Outcome.Success.class::isInstance)) {
            return null;
        }
        return outcomes.values().stream()
                .filter(Outcome.Failure.class::isInstance)
                .map(outcome -> ((Outcome.Failure) outcome).problem())
                .findFirst()
                .orElse(null);
    }
}
