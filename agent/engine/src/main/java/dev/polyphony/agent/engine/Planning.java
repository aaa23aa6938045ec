package dev.polyphony.agent.engine;

import dev.polyphony.agent.Checked;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.ModeChooser;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRepair;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.PlanningFailedException;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.RunEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a request becomes a plan: the planner's draft is mended and checked; a draft that stays wrong is given back once, with
 * what is wrong; after that the fallback planner has its turn.
 */
final class Planning {
    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    private final Planner planner;
    private final Planner fallback;
    private final PlanRepair repair;
    private final PlanLimits limits;

    /** @param fallback may be the planner itself, which is then asked once only */
    Planning(Planner planner, Planner fallback, PlanRepair repair, PlanLimits limits) {
        this.planner = planner;
        this.fallback = fallback;
        this.repair = repair;
        this.limits = limits;
    }

    /**
     * @param listener hears of the tasks of the planner's first draft alone, and of what all drafts took
     * @throws PolyphonyException if no planner makes a plan that can be run
     */
    Proposal propose(PlanRequest request, PlanListener listener) {
        return propose(request, listener, null);
    }

    /**
     * Proposes as {@link #propose(PlanRequest, PlanListener)} does.
     *
     * @param made a draft of this request, in place of the first one of the planner that made it; null for none
     */
    Proposal propose(PlanRequest request, PlanListener listener, ModeChooser.@Nullable Planned made) {
        if (planner == fallback) {
            Checked checked = check(draft(fallback, request, listener, made), request);
            if (checked.plan() == null) {
                throw refused(fallback, checked);
            }
            return new Proposal(checked.plan(), fallback.name(), checked.findings());
        }
        Finding why;
        try {
            Checked checked = askTwice(request, listener, made);
            if (checked.plan() != null) {
                return new Proposal(checked.plan(), planner.name(), checked.findings());
            }
            why = fellBack(refused(planner, checked));
        } catch (PolyphonyException e) {
            why = fellBack(e);
        }
        Checked checked = check(draft(fallback, request, spendingOf(listener), made), request);
        if (checked.plan() == null) {
            throw refused(fallback, checked);
        }
        List<Finding> findings = new ArrayList<>(List.of(why));
        findings.addAll(checked.findings());
        return new Proposal(checked.plan(), fallback.name(), findings);
    }

    private static Draft draft(
            Planner planner, PlanRequest request, PlanListener listener, ModeChooser.@Nullable Planned made) {
        return made != null && made.planner() == planner ? made.draft() : planner.plan(request, listener);
    }

    private Checked askTwice(PlanRequest request, PlanListener listener, ModeChooser.@Nullable Planned made) {
        Draft draft = draft(planner, request, listener, made);
        Checked first = check(draft, request);
        return first.plan() != null
                ? first
                : check(planner.plan(request.again(draft, first.errors()), spendingOf(listener)), request);
    }

    private static PlanListener spendingOf(PlanListener listener) {
        return new PlanListener() {
            @Override
            public void usage(RunEvent.Usage usage) {
                listener.usage(usage);
            }
        };
    }

    private Checked check(Draft draft, PlanRequest request) {
        return PlanCheck.check(repair.repair(draft, request), request.toolbox(), request.artifacts(), limits);
    }

    private Finding fellBack(PolyphonyException why) {
        LOG.warn("planner {} gave no plan ({}); {} plans instead", planner.name(), why.getMessage(), fallback.name());
        return new Finding(
                Finding.Code.FALLBACK,
                "",
                "planner \"%s\" gave no plan that can be run; \"%s\" planned instead. %s"
                        .formatted(planner.name(), fallback.name(), why.getMessage()));
    }

    private static PlanningFailedException refused(Planner planner, Checked checked) {
        StringBuilder message =
                new StringBuilder("planner \"%s\" made no plan that can be run".formatted(planner.name()));
        checked.errors().stream()
                .limit(5)
                .forEach(f -> message.append("; ")
                        .append(f.pointer())
                        .append(": ")
                        .append(f.message().replace('\n', ' ')));
        boolean ended = message.charAt(message.length() - 1) == '.' || message.charAt(message.length() - 1) == '?';
        return new PlanningFailedException(message.append(ended ? "" : ".")
                .append("\nMaybe say it in other words.")
                .toString());
    }
}
