package dev.polyphony.testkit;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Task;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The contract of planners, kept by one that describes the first attachment. */
class ScriptedPlannerTest extends PlannerContract {
    private final CountDownLatch begun = new CountDownLatch(1);

    @Override
    protected Planner planner() {
        return ScriptedPlanner.of(
                "describing",
                request -> request.toolbox().find("image.describe").isEmpty()
                                || request.attachments().isEmpty()
                                || !request.attachments().get(0).mediaType().startsWith("image/")
                        ? Draft.answering("I can only describe pictures.")
                        : Draft.of(List.of(Task.of(
                                "t1",
                                "image.describe",
                                Map.of(
                                        "picture",
                                        new Input.Given(
                                                request.attachments().get(0).id()))))));
    }

    @Override
    protected Planner slowPlanner() {
        return ScriptedPlanner.of("slow", request -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Draft.answering("stopped");
        });
    }

    @Override
    protected void awaitBegun() throws InterruptedException {
        begun.await();
    }
}
