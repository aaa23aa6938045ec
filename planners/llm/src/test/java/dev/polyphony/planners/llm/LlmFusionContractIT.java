package dev.polyphony.planners.llm;

import dev.polyphony.agent.Fusion;
import dev.polyphony.testkit.FusionContract;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** The contract of fusions, with a model that reads what it is told. */
class LlmFusionContractIT extends FusionContract {
    private final ScriptedLlm llm = ScriptedLlm.start();

    @AfterEach
    void stop() {
        llm.close();
    }

    @Override
    protected Fusion fusion() {
        llm.when(ask -> ask.user().contains("the picture is black"))
                .reply(Reply.text("I could not read it: image.read failed, because the picture is black."));
        llm.when(ask -> ask.user().contains("\"content\": \"No parking\"")
                        && ask.user().contains("{\"id\": \"a3\", \"kind\": \"AUDIO\""))
                .reply(Reply.text("The sign says No parking. [Hear it](artifact:a3)"));
        return LlmFusion.of(LlmSettings.of(llm.baseUrl(), "tiny", null, Duration.ofSeconds(30)));
    }

    @Override
    protected Fusion slowFusion() {
        llm.next(Reply.endless("and so on ").at(40));
        return fusion();
    }

    @Override
    protected void awaitBegun() throws InterruptedException {
        llm.await(counts -> counts.asked() == 1);
    }
}
