package dev.polyphony.planners.llm;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.prompts.Data;
import dev.polyphony.prompts.PlanExample;
import dev.polyphony.prompts.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a small model is asked for a plan: tools in a line each, examples as turns of the conversation, no history. */
final class ShortPrompts {
    private static final int LONGEST_DESCRIPTION = 160;
    private static final int FORM_EXAMPLES = 2;

    private ShortPrompts() {}

    /**
     * Returns the turns before the request.
     *
     * @param examples such as can be run; if none of them has a tool, two of other tools show the form: a model that sees small
     *     talk alone takes everything for small talk
     */
    static List<String> before(Toolbox toolbox, List<PlanExample> examples) {
        Map<String, Object> tools = new LinkedHashMap<>();
        toolbox.tools().stream().map(Tool::signature).forEach(tool -> tools.put(tool.name(), line(tool)));
        List<String> turns = new ArrayList<>();
        turns.add(new Prompt.PlanSystemShort(Data.of(tools)).render());
        List<PlanExample> shown = examples.stream().anyMatch(ShortPrompts::hasTools)
                ? examples
                : PlanExample.all().stream()
                        .filter(ShortPrompts::hasTools)
                        .limit(FORM_EXAMPLES)
                        .toList();
        for (PlanExample example : shown) {
            turns.add(user(example.request(), example.attachments()));
            turns.add(Data.of(ShortPlan.tree(example.draft())).json());
        }
        return turns;
    }

    private static boolean hasTools(PlanExample example) {
        return !example.draft().tasks().isEmpty();
    }

    static String user(String request, List<Artifact> attachments) {
        return new Prompt.PlanUserShort(
                        Data.of(request),
                        Data.of(attachments.stream()
                                .map(Artifact::modality)
                                .map(Modality::name)
                                .toList()))
                .render();
    }

    private static String line(Signature tool) {
        return "%s -> %s: %s"
                .formatted(kinds(tool.inputs()), kinds(tool.outputs()), Cards.capped(tool.does(), LONGEST_DESCRIPTION));
    }

    private static String kinds(List<Port> ports) {
        return ports.stream()
                .filter(port -> !port.isParameter())
                .map(port -> port.modality().name())
                .distinct()
                .collect(Collectors.joining(" + "));
    }
}
