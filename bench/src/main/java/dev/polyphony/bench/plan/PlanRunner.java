package dev.polyphony.bench.plan;

import dev.polyphony.agent.Checked;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanRepair;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.PolyphonyException;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans requests as an agent does: draft, check, repair, check, one more draft if the planner can do better. */
final class PlanRunner {
    private final Planner planner;
    private final PlanRepair repair;
    private final Catalogue catalogue;

    PlanRunner(Planner planner, PlanRepair repair, Catalogue catalogue) {
        this.planner = planner;
        this.repair = repair;
        this.catalogue = catalogue;
    }

    /** Plans one request. A planner's error is a plan of nothing. */
    Planned plan(Sample sample) {
        PlanRequest request = PlanRequest.of(sample.request(), sample.attachments(), catalogue.toolbox());
        long start = System.nanoTime();
        try {
            Draft draft = planner.plan(request);
            double millis = (System.nanoTime() - start) / 1e6;
            Checked checked = check(draft, sample);
            boolean asMade = isRunnable(checked);
            if (checked.plan() == null) {
                checked = check(repair.repair(draft, request), sample);
            }
            Draft last = checked.plan() == null
                    ? Draft.answering("refused")
                    : checked.plan().draft();
            String fault = checked.plan() == null
                    ? checked.errors().get(0).message().lines().findFirst().orElse("")
                    : last.tasks().isEmpty()
                            ? String.valueOf(last.answer()).lines().findFirst().orElse("")
                            : "";
            Set<String> taken = taken(last);
            int files = (int) sample.attachments().stream()
                    .filter(a -> taken.contains(a.id()))
                    .count();
            return new Planned(
                    sample,
                    last,
                    asMade,
                    isRunnable(checked),
                    sample.attachments().size(),
                    files,
                    millis,
                    fault);
        } catch (PolyphonyException e) {
            double millis = (System.nanoTime() - start) / 1e6;
            Draft none = Draft.answering(String.valueOf(e.getMessage()));
            return new Planned(
                    sample,
                    none,
                    false,
                    false,
                    sample.attachments().size(),
                    0,
                    millis,
                    e.code() + ": " + e.getMessage());
        }
    }

    private Checked check(Draft draft, Sample sample) {
        return PlanCheck.check(draft, catalogue.toolbox(), sample.attachments(), PlanLimits.DEFAULT);
    }

    private static boolean isRunnable(Checked checked) {
        return checked.plan() != null && !checked.plan().tasks().isEmpty();
    }

    private static Set<String> taken(Draft draft) {
        return draft.tasks().stream()
                .flatMap(t -> t.inputs().values().stream())
                .flatMap(Input::items)
                .filter(Input.Given.class::isInstance)
                .map(i -> ((Input.Given) i).artifactId())
                .collect(Collectors.toSet());
    }
}
