package dev.polyphony.planners.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.BindingSelector;
import dev.polyphony.agent.PlanningFailedException;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Tool;
import dev.polyphony.prompts.Data;
import dev.polyphony.prompts.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a language model choose the binding, once for each tool and request, as HuggingGPT does: it is told what the tool does
 * and which models serve it, with what is known of their calls. One call of the model comes before the first attempt of a
 * task, so that this is slower than choosing by measurements, which costs no call at all. Where the model fails, and for the
 * bindings behind the first one, another selector decides. Thread-safe.
 */
public final class LlmSelector implements BindingSelector {
    private static final Logger LOG = LoggerFactory.getLogger(LlmSelector.class);
    private static final int MOST_KEPT = 1_000;
    private static final int LONGEST_REQUEST = 2_000;
    private static final int LONGEST_REASON = 160;

    private final LlmClient client;
    private final BindingSelector other;
    private final Map<Key, Picked> picks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Picked> eldest) {
            return size() > MOST_KEPT;
        }
    };
    private final Map<String, CallCounts> calls = new LinkedHashMap<>();

    private record Key(String tool, String request) {}

    private record Picked(String binding, String reason) {}

    private LlmSelector(LlmClient client, BindingSelector other) {
        this.client = client;
        this.other = other;
    }

    /**
     * Returns a selector that asks this model. Nothing is called before the first choice.
     *
     * @param other decides where the model does not
     */
    public static LlmSelector of(LlmSettings settings, BindingSelector other) {
        return new LlmSelector(new LlmClient(settings), other);
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public List<Choice> rank(Tool tool) {
        return other.rank(tool);
    }

    @Override
    public List<Choice> rank(Tool tool, String request) {
        List<Choice> ranked = new ArrayList<>(other.rank(tool, request));
        Picked picked;
        synchronized (this) {
            picked = picks.get(new Key(tool.name(), request));
        }
        if (picked == null) {
            return ranked;
        }
        for (int i = 0; i < ranked.size(); i++) {
            Binding binding = ranked.get(i).binding();
            if (binding.id().equals(picked.binding())) {
                ranked.remove(i);
                ranked.add(
                        0, new Choice(binding, "chosen by " + client.settings().model() + ": " + picked.reason()));
                break;
            }
        }
        return ranked;
    }

    @Override
    public void consider(Tool tool, String request) {
        consider(tool, request, spent -> {});
    }

    @Override
    public void consider(Tool tool, String request, Consumer<RunEvent.Usage> spent) {
        Key key = new Key(tool.name(), request);
        synchronized (this) {
            if (picks.containsKey(key)) {
                return;
            }
        }
        try {
            Picked picked = ask(tool, request, spent);
            synchronized (this) {
                picks.put(key, picked);
            }
        } catch (PolyphonyException e) {
            LOG.warn("the model that chooses bindings of {} did not ({})", tool.name(), e.getMessage());
        }
    }

    private Picked ask(Tool tool, String request, Consumer<RunEvent.Usage> spent) {
        List<Object> models = new ArrayList<>();
        synchronized (this) {
            tool.bindings().forEach(binding -> models.add(card(tool, binding)));
        }
        List<String> ids = tool.bindings().stream().map(Binding::id).toList();
        List<String> turns = List.of(
                new Prompt.SelectSystem().render(),
                new Prompt.SelectUser(
                                Data.of(Cards.capped(request, LONGEST_REQUEST)),
                                Data.of(Map.of(
                                        "tool",
                                        tool.name(),
                                        "does",
                                        tool.signature().does())),
                                Data.of(models))
                        .render());
        LlmClient.Written written = client.ask(LlmPlanner.messages(turns), PlanSchema.choice(ids));
        written.usage().ifPresent(spent);
        JsonNode json = MendedJson.of(
                        written.text(), tree -> ids.contains(tree.path("id").asText()))
                .json();
        if (json == null) {
            throw new PlanningFailedException(
                    "the model \"%s\" chose none of %s but: %s.\nMaybe use a model that is better at JSON."
                            .formatted(
                                    client.settings().model(),
                                    ids,
                                    new Refusal(client.settings()).quote(written.text())));
        }
        String reason = json.path("reason").asText("").replaceAll("\\s+", " ").strip();
        return new Picked(
                json.path("id").asText(), Cards.capped(reason.isEmpty() ? "no reason given" : reason, LONGEST_REASON));
    }

    private Map<String, Object> card(Tool tool, Binding binding) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("id", binding.id());
        card.put("model", Objects.requireNonNullElse(binding.model(), "not stated"));
        card.put("on this machine", binding.local());
        card.put("US dollars a call", binding.costUsd());
        CallCounts counts = calls.get(tool.name() + '\n' + binding.id());
        card.put("calls", counts == null ? "none so far" : counts.words());
        return card;
    }

    @Override
    public void observed(Observation observation) {
        synchronized (this) {
            calls.merge(
                    observation.tool() + '\n' + observation.binding(), CallCounts.of(observation), CallCounts::plus);
        }
        other.observed(observation);
    }

    /** How the calls of one binding went. */
    private record CallCounts(long all, long succeeded, double seconds) {
        static CallCounts of(Observation one) {
            return new CallCounts(
                    1, one.success() ? 1 : 0, one.success() ? one.took().toNanos() / 1e9 : 0);
        }

        CallCounts plus(CallCounts more) {
            return new CallCounts(all + more.all, succeeded + more.succeeded, seconds + more.seconds);
        }

        String words() {
            return "%d, of which %d succeeded, in %s s on average"
                    .formatted(all, succeeded, succeeded == 0 ? "?" : Math.round(seconds / succeeded * 100) / 100.0);
        }
    }
}
