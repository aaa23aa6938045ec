package dev.polyphony.bench.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.polyphony.testkit.ChatAsk;
import dev.polyphony.testkit.ChatReply;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The language model of all systems, in a JVM of its own so that neither its time nor its memory is theirs. It knows by the
 * marker in the request which scenario it plays, and by the form of the request for whom: one that wants a plan under a
 * schema, one that calls functions, one of JARVIS's stages, or one that wants an answer.
 */
public final class MockModel {
    /** How fast the plan of S8 is written; the others come at once. */
    static final int TOKENS_PER_SECOND = 30;

    /** Most characters of a token. */
    static final int TOKEN = 4;

    private static final String DONE = "done";
    private static final String SELECTS = "You choose which model serves";
    private static final String JARVIS_PLANS = "#1 ";
    private static final String JARVIS_SELECTS = "#2 ";

    private MockModel() {}

    /** Starts the model, prints where it is, and ends when the standard input does. */
    public static void main(String... args) throws IOException {
        try (ScriptedLlm model = start()) {
            System.out.println(model.baseUrl());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Returns the model, started in this JVM; for tests. */
    static ScriptedLlm start() {
        return ScriptedLlm.start()
                .keeping(0)
                .when(ask -> Marker.in(said(ask)).isPresent())
                .reply(MockModel::reply);
    }

    private static Reply reply(ChatAsk ask) {
        Scenario scenario = Marker.in(said(ask)).orElseThrow();
        String stage = ask.system();
        if (stage.startsWith(JARVIS_PLANS)) {
            return Reply.text(JarvisPlan.of(scenario)).after(scenario.llm());
        }
        if (stage.startsWith(JARVIS_SELECTS)) {
            return Reply.text(JarvisPlan.selection(ask.user())).after(scenario.llm());
        }
        if (stage.startsWith(SELECTS)) {
            return Reply.text(Choosing.among(ask.user())).after(scenario.llm());
        }
        List<ChatReply.Call> calls = ask.tools().isEmpty() ? List.of() : calls(scenario, ask.toolResults());
        Reply reply = Reply.text(DONE);
        if (!calls.isEmpty()) {
            reply = Reply.calls(calls.toArray(ChatReply.Call[]::new));
        } else if (ask.wantsSchema()) {
            reply = Reply.text(plan(scenario)).at(scenario.id().equals("S8") ? TOKENS_PER_SECOND : 0);
        }
        return reply.after(scenario.llm());
    }

    /** Returns the functions to call once there are so many results; all that do not need each other, in one turn. */
    private static List<ChatReply.Call> calls(Scenario scenario, int results) {
        int before = 0;
        for (List<Step> level : scenario.levels()) {
            if (before == results) {
                return level.stream()
                        .map(step -> new ChatReply.Call(
                                Sleeping.nameOf(step.tool()),
                                "{\"input\": \"two cars in a street\", \"millis\": %d}"
                                        .formatted(step.takes().toMillis())))
                        .toList();
            }
            before += level.size();
        }
        return List.of();
    }

    /** @throws IllegalStateException if a system gave another answer than this model did */
    static void checkAnswer(String answer) {
        if (!DONE.equals(answer)) {
            throw new IllegalStateException("the answer is not the model's: " + answer);
        }
    }

    /** The plan of a rejected first try would be the last but one turn; the marker stays in the first. */
    private static String said(ChatAsk ask) {
        StringBuilder all = new StringBuilder();
        ask.messages().stream()
                .filter(message -> message.role().equals("user"))
                .forEach(message -> all.append(message.content()).append('\n'));
        return all.toString();
    }

    /** Returns the plan of a scenario as a model writes it for Polyphony. */
    static String plan(Scenario scenario) {
        ObjectNode plan = JsonNodeFactory.instance.objectNode();
        ArrayNode tasks = plan.putArray("tasks");
        for (Step step : scenario.steps()) {
            ObjectNode task = tasks.addObject().put("id", step.id()).put("tool", step.tool());
            ArrayNode inputs = task.putArray("inputs");
            ObjectNode input = inputs.addObject().put("name", BenchTools.input(step.tool()));
            if (step.needs().isEmpty()) {
                input.put("value", "two cars in a street");
            } else {
                ArrayNode values = input.putArray("value");
                step.needs()
                        .forEach(id -> values.addObject()
                                .put("task", id)
                                .put("port", BenchTools.output(scenario.step(id).tool())));
            }
            if (!step.tool().equals(Scenarios.SUMMARIZE)) {
                inputs.addObject()
                        .put("name", "millis")
                        .put("value", step.takes().toMillis());
            }
        }
        plan.putArray("deliverables");
        plan.putNull("answer");
        return plan.toString();
    }
}
