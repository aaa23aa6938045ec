package dev.polyphony.planners.llm;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.PlanningFailedException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import dev.polyphony.agent.Turn;
import dev.polyphony.prompts.Data;
import dev.polyphony.prompts.PlanExample;
import dev.polyphony.prompts.Profile;
import dev.polyphony.prompts.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a language model is asked for a plan. Of earlier runs it is told what was asked and what artifacts there are, never
 * what was answered: answers hold what tools returned, and no such text may steer a plan.
 */
final class PlanPrompts {
    private static final int MOST_ARTIFACTS = 40;
    private static final int MOST_TURNS = 6;
    private static final int MOST_FAULTS = 12;
    private static final int LONGEST_EARLIER_REQUEST = 300;

    private final LlmSettings settings;
    private final Kept<Told> systems = new Kept<>(told -> system(told.toolbox(), told.examples()));

    /** What the system's turn depends on. */
    private record Told(Toolbox toolbox, List<PlanExample> examples) {}

    private final Shots shots;

    PlanPrompts(LlmSettings settings, Shots shots) {
        this.settings = settings;
        this.shots = shots;
    }

    /** The texts of the turns: the first is the system's, then user and model in turn. */
    record Conversation(List<String> turns) {
        Conversation {
            turns = List.copyOf(turns);
        }

        int tokens() {
            return turns.stream().mapToInt(Tokens::in).sum();
        }
    }

    static Handles handlesOf(PlanRequest request) {
        List<Artifact> all = request.artifacts();
        int most = Math.max(MOST_ARTIFACTS, request.attachments().size());
        return new Handles(all.subList(0, Math.min(most, all.size())));
    }

    /**
     * Returns the conversation, with examples and history left out where they do not fit.
     *
     * @throws PlanningFailedException if it does not fit even so
     */
    Conversation of(PlanRequest request, Handles handles) {
        int room = settings.contextTokens() - settings.maxTokens();
        List<PlanExample> examples =
                shots.of(request.text(), request.toolbox(), settings.profile().examples());
        Conversation conversation = of(request, handles, examples, MOST_TURNS);
        if (conversation.tokens() > room) {
            conversation = of(request, handles, List.of(), 1);
        }
        if (conversation.tokens() > room) {
            conversation = of(request, handles, List.of(), 0);
        }
        if (conversation.tokens() > room) {
            throw new PlanningFailedException(
                    "the request with %d tools takes about %d tokens, the model \"%s\" has room for %d.\nMaybe raise contextTokens if the model takes more, register fewer tools, or attach long texts as files."
                            .formatted(
                                    request.toolbox().tools().size(), conversation.tokens(), settings.model(), room));
        }
        return conversation;
    }

    private Conversation of(PlanRequest request, Handles handles, List<PlanExample> examples, int turns) {
        boolean brief = settings.profile() == Profile.SHORT;
        List<String> texts = new ArrayList<>();
        if (brief) {
            texts.addAll(ShortPrompts.before(request.toolbox(), examples));
            texts.add(ShortPrompts.user(request.text(), request.attachments()));
        } else {
            texts.add(systems.of(new Told(request.toolbox(), examples)));
            texts.add(user(request, handles, turns));
        }
        Draft rejected = request.rejected();
        if (rejected != null) {
            texts.add(Data.of(brief ? ShortPlan.tree(rejected) : PlanTree.of(rejected, handles))
                    .json());
            texts.add(new Prompt.PlanAgain(Data.of(faults(request.findings()))).render());
        }
        return new Conversation(texts);
    }

    private static String system(Toolbox toolbox, List<PlanExample> examples) {
        Map<String, Object> absent = new LinkedHashMap<>();
        toolbox.absent().forEach(tool -> absent.put(tool.signature().name(), Cards.of(tool)));
        return new Prompt.PlanSystem(
                        Data.of(toolbox.tools().stream()
                                .map(Tool::signature)
                                .map(Cards::of)
                                .toList()),
                        Data.of(absent),
                        Data.of(examples.stream().map(PlanPrompts::tree).toList()))
                .render();
    }

    private static Object tree(PlanExample example) {
        Handles handles = new Handles(example.attachments());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("request", example.request());
        tree.put("artifacts", cards(handles));
        tree.put("reply", PlanTree.of(example.draft(), handles));
        return tree;
    }

    private static String user(PlanRequest request, Handles handles, int most) {
        List<Turn> history = request.history();
        List<Object> earlier = new ArrayList<>();
        for (Turn turn : history.subList(Math.max(0, history.size() - most), history.size())) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("request", Cards.capped(turn.text(), LONGEST_EARLIER_REQUEST));
            tree.put(
                    "artifacts",
                    turn.artifacts().stream()
                            .map(artifact -> handles.of(artifact.id()))
                            .filter(handles::has)
                            .distinct()
                            .toList());
            earlier.add(tree);
        }
        return new Prompt.PlanUser(Data.of(request.text()), Data.of(cards(handles)), Data.of(earlier)).render();
    }

    private static List<Object> cards(Handles handles) {
        List<Object> cards = new ArrayList<>();
        handles.all().forEach((handle, artifact) -> cards.add(Cards.of(handle, artifact)));
        return cards;
    }

    private static List<Map<String, @Nullable Object>> faults(List<Finding> findings) {
        List<Map<String, @Nullable Object>> faults = new ArrayList<>();
        for (Finding finding : findings.subList(0, Math.min(MOST_FAULTS, findings.size()))) {
            Map<String, @Nullable Object> fault = new LinkedHashMap<>();
            fault.put("place", finding.pointer());
            fault.put("fault", finding.message());
            faults.add(fault);
        }
        return faults;
    }
}
