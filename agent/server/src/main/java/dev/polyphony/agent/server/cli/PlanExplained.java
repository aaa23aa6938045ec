package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.Input;
import dev.polyphony.agent.Task;
import dev.polyphony.planners.search.Explanation;
import dev.polyphony.planners.search.build.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a plan came to be, in lines: steps with the tools that fit, then the chosen plan and the second-best one. */
final class PlanExplained {
    private PlanExplained() {}

    static List<String> of(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        int step = 1;
        for (Explanation.Piece piece : explanation.steps()) {
            lines.add("step %d  %s  \"%s\""
                    .formatted(step++, piece.mood().toLowerCase(Locale.ROOT), TaskLine.oneLine(piece.words())));
            piece.tools().forEach(tool -> lines.add("    %6.2f  %s".formatted(tool.score(), tool.tool())));
        }
        List<String> titles = List.of("chosen", "second-best");
        for (int p = 0; p < explanation.plans().size(); p++) {
            Explanation.Candidate plan = explanation.plans().get(p);
            lines.add("%s plan, cost %.2f".formatted(titles.get(Math.min(p, 1)), plan.cost()));
            plan.tasks().forEach(task -> lines.add("    " + line(task)));
            if (plan.tasks().isEmpty()) {
                lines.add("    nothing");
            }
            plan.choices().forEach(choice -> lines.add("    because " + line(choice)));
        }
        String answer = explanation.draft().answer();
        if (answer != null) {
            lines.add("says: " + TaskLine.oneLine(answer));
        }
        return lines;
    }

    private static String line(Task task) {
        String inputs = task.inputs().entrySet().stream()
                .map(e -> e.getKey() + " = "
                        + e.getValue().items().map(PlanExplained::line).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        String after = task.after().isEmpty() ? "" : "; after " + String.join(", ", task.after());
        return "%s  %s  %s%s".formatted(task.id(), task.tool(), inputs, after).stripTrailing();
    }

    private static String line(Input input) {
        if (input instanceof Input.Literal literal) {
            return "\"" + TaskLine.oneLine(literal.text()) + "\"";
        }
        if (input instanceof Input.Made made) {
            return made.output().taskId() + "." + made.output().port();
        }
        return input instanceof Input.Given given
                ? given.artifactId().substring(0, Math.min(8, given.artifactId().length()))
                : "";
    }

    private static String line(Choice choice) {
        return "\"%s\": %s (%.2f)".formatted(TaskLine.oneLine(choice.words()), choice.tool(), choice.score());
    }
}
