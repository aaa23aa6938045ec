package dev.polyphony.agent.engine;

import dev.polyphony.agent.EndToEnd;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.ModeChooser;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Proposal;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.UnsupportedFeatureException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each mode plans: with tools, by one model from end to end, or by what the request needs. */
final class Modes {
    private static final String TOOLS = "tools";
    private static final String END_TO_END = "end-to-end";
    private static final String AUTO = "auto";
    private static final List<String> ALL = List.of(AUTO, END_TO_END, TOOLS);

    private final Planning planning;
    private final @Nullable EndToEnd model;
    private final @Nullable Planning direct;

    /** @param model null if there is none */
    Modes(Planning planning, @Nullable EndToEnd model, PlanLimits limits) {
        this.planning = planning;
        this.model = model;
        direct = model == null
                ? null
                : new Planning(model.planner(), model.planner(), (draft, request) -> draft, limits);
    }

    /** Returns all tools that plans of any mode may name. */
    static Toolbox tools(Toolbox toolbox, @Nullable EndToEnd model) {
        if (model == null) {
            return toolbox;
        }
        var all = new ArrayList<>(toolbox.tools());
        all.add(model.tool());
        return Toolbox.of(all, toolbox.absent());
    }

    /** Returns those that a request can ask for. */
    List<String> possible() {
        return model == null ? List.of(AUTO, TOOLS) : ALL;
    }

    /** Refuses a mode that there is not. */
    void check(String mode) {
        if (!ALL.contains(mode)) {
            throw new InvalidRequestException("mode \"%s\" is none of %s.\nMaybe leave it out.".formatted(mode, ALL));
        }
        if (mode.equals(END_TO_END) && model == null) {
            throw new UnsupportedFeatureException(
                    "mode \"end-to-end\" needs an any-to-any model, and there is none.\nMaybe ask in mode \"tools\"; docs/any-to-any.md says how a model is added.");
        }
    }

    /**
     * Returns a plan.
     *
     * @param request with the tools of mode {@code tools}
     * @param listener hears of the plan while a planner makes it
     */
    Proposal propose(String mode, PlanRequest request, PlanListener listener) {
        if (mode.equals(TOOLS)) {
            return planning.propose(request, listener);
        }
        if (model == null || direct == null) {
            check(mode);
            return noted(planning.propose(request, listener), TOOLS, "there is no any-to-any model");
        }
        PlanRequest asked = new PlanRequest(
                request.text(),
                request.attachments(),
                Toolbox.of(model.tool()),
                request.history(),
                request.rejected(),
                request.findings());
        if (mode.equals(END_TO_END)) {
            return direct.propose(asked, listener);
        }
        ModeChooser.Choice choice = model.chooser().choose(request);
        return choice.endToEnd()
                ? noted(direct.propose(asked, listener), END_TO_END, choice.reason())
                : noted(planning.propose(request, listener, choice.planned()), TOOLS, choice.reason());
    }

    private static Proposal noted(Proposal proposal, String mode, String reason) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(Finding.Code.MODE, "", "auto chose mode \"%s\": %s.".formatted(mode, reason)));
        findings.addAll(proposal.findings());
        return new Proposal(proposal.plan(), proposal.planner(), findings);
    }
}
