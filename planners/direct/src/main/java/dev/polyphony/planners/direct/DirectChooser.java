package dev.polyphony.planners.direct;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ModeChooser;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Turn;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Chooses a mode by what a request needs. The model answers if it can look at all that is attached, knows all words, and goes
 * on with its own last answer or no plan of tools does what is asked. Thread-safe.
 */
public final class DirectChooser implements ModeChooser {
    private static final int SHOWN = 3;

    private final Tool model;
    private final Function<String, List<String>> unknown;
    private final Planner tools;

    /**
     * Returns a chooser.
     *
     * @param model the model's tool
     * @param unknown returns the words of a text that the model does not know
     * @param tools asked whether tools can do it
     */
    public DirectChooser(Tool model, Function<String, List<String>> unknown, Planner tools) {
        this.model = model;
        this.unknown = unknown;
        this.tools = tools;
    }

    @Override
    public Choice choose(PlanRequest request) {
        List<Modality> strange = DirectPlanner.unread(request, DirectPlanner.reads(model.signature()));
        if (!strange.isEmpty()) {
            return new Choice(false, "the any-to-any model does not read " + DirectPorts.names(strange));
        }
        List<String> words = unknown.apply(request.text());
        if (!words.isEmpty()) {
            return new Choice(
                    false,
                    "the any-to-any model does not know %s"
                            .formatted(words.stream()
                                    .limit(SHOWN)
                                    .map("\"%s\""::formatted)
                                    .collect(Collectors.joining(", "))));
        }
        if (goesOn(request)) {
            return new Choice(true, "it goes on with the any-to-any model's last answer, and all its words are known");
        }
        Draft draft = tools.plan(request);
        return !draft.tasks().isEmpty() && draft.answer() == null
                ? new Choice(false, "they do all that is asked", new Planned(tools, draft))
                : new Choice(true, "no plan of tools does what is asked, and the any-to-any model knows all the words");
    }

    private boolean goesOn(PlanRequest request) {
        if (request.history().isEmpty()) {
            return false;
        }
        Turn last = request.history().get(request.history().size() - 1);
        return last.tools().contains(model.name());
    }
}
