package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Estimate;
import dev.polyphony.agent.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a plan would take, in lines for people. */
final class EstimateLines {
    private EstimateLines() {}

    /** Returns the lines; none if nothing would be run. */
    static List<String> of(Proposal proposal) {
        Estimate estimate = proposal.estimate();
        if (estimate == null || estimate.tasks().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("It would take %s and cost %s.".formatted(time(estimate), money(estimate.costUsd())));
        List<String> kept =
                ids(estimate.tasks().stream().filter(Estimate.OfTask::cached).toList());
        if (!kept.isEmpty()) {
            lines.add("There already: the results of %s.".formatted(String.join(", ", kept)));
        }
        List<Estimate.OfTask> away =
                estimate.tasks().stream().filter(one -> !one.to().isEmpty()).toList();
        if (away.isEmpty()) {
            lines.add("No tool sends anything away from this machine.");
        }
        away.forEach(one -> lines.add("%s of %s may leave this machine, to %s."
                .formatted(
                        one.sends().isEmpty() ? "Nothing" : String.join(" and ", one.sends()),
                        one.taskId(),
                        String.join(" or ", one.to()))));
        return lines;
    }

    private static String time(Estimate estimate) {
        List<String> unknown =
                ids(estimate.tasks().stream().filter(one -> one.time() == null).toList());
        if (unknown.size() == estimate.tasks().size()) {
            return "a time that is not known yet (none of its tools has been called so far)";
        }
        String about = "about " + TaskLine.seconds(estimate.time());
        return unknown.isEmpty()
                ? about
                : about + ", and what %s takes (not called so far)".formatted(String.join(", ", unknown));
    }

    private static List<String> ids(List<Estimate.OfTask> tasks) {
        return tasks.stream().map(Estimate.OfTask::taskId).toList();
    }

    private static String money(double usd) {
        return usd == 0 ? "nothing" : String.format(Locale.ROOT, "about $%.4f", usd);
    }
}
