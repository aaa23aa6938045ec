package dev.polyphony.planners.llm;

import dev.polyphony.agent.Planner;
import dev.polyphony.testkit.ChatAsk;
import dev.polyphony.testkit.PlannerContract;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** The contract of planners, with a model that describes the first picture and knows nothing else. */
class LlmPlannerContractIT extends PlannerContract {
    private final ScriptedLlm llm =
            ScriptedLlm.start().otherwise(Reply.text("{\"tasks\": [], \"answer\": \"Sorry.\"}"));

    private static boolean canDescribe(ChatAsk ask) {
        return ask.system().contains("\"name\": \"image.describe\"")
                && ask.user().contains("\"kind\": \"IMAGE\"");
    }

    @AfterEach
    void stop() {
        llm.close();
    }

    @Override
    protected Planner planner() {
        llm.when(LlmPlannerContractIT::canDescribe)
                .reply(Reply.text("{\"tasks\": [{\"id\": \"t1\", \"tool\": \"image.describe\", \"inputs\":"
                        + " [{\"name\": \"picture\", \"value\": {\"artifact\": \"a1\"}}]}]}"));
        return LlmPlanner.of(LlmSettings.of(llm.baseUrl(), "tiny", null, Duration.ofSeconds(30)));
    }

    @Override
    protected Planner slowPlanner() {
        llm.next(Reply.never());
        return planner();
    }

    @Override
    protected void awaitBegun() throws InterruptedException {
        llm.await(counts -> counts.asked() == 1);
    }
}
