package dev.polyphony.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.FusionRequest;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.Problem;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every {@link Fusion} keeps to. Extend it and say which fusion. */
public abstract class FusionContract {
    private static final Pattern LINK = Pattern.compile("artifact:([0-9A-Za-z]+)");
    private static final Artifact PHOTO = Examples.picture("photo.jpg");
    private static final Artifact WORDS = Examples.text("words.txt");
    private static final Artifact SOUND = Examples.sound("words.wav");

    /** Returns the fusion; it may be the same for all tests. */
    protected abstract Fusion fusion();

    /** Waits until the slow fusion is at work; at once, if not overridden. */
    protected void awaitBegun() throws InterruptedException {}

    /** Returns a fusion that takes long, to be interrupted; {@link #fusion}, if not overridden. */
    protected Fusion slowFusion() {
        return fusion();
    }

    /** Returns how soon it must have stopped after an interruption. */
    protected Duration stopsWithin() {
        return Duration.ofSeconds(2);
    }

    /** Returns a request of two tasks, the second of which speaks what the first has read. */
    protected static FusionRequest request(Outcome read, Outcome speak) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        outcomes.put("t1", read);
        outcomes.put("t2", speak);
        return new FusionRequest(
                "Read the sign and say it aloud.",
                List.of(PHOTO),
                plan(),
                outcomes,
                Examples.toolbox(),
                artifact ->
                        artifact.equals(WORDS) ? new Value.Text("No parking") : Examples.value(artifact.modality()));
    }

    private static Plan plan() {
        Draft draft = new Draft(
                List.of(
                        Task.of("t1", "image.read", Map.of("picture", new Input.Given(PHOTO.id()))),
                        Task.of("t2", "text.speak", Map.of("text", Input.Made.by("t1", "text")))),
                List.of(new OutputRef("t1", "text"), new OutputRef("t2", "audio")),
                null);
        return PlanCheck.check(draft, Examples.toolbox(), List.of(PHOTO), PlanLimits.DEFAULT)
                .orThrow();
    }

    /** Returns the request with both tasks done. */
    protected static FusionRequest allDone() {
        return request(
                new Outcome.Success(Map.of("text", List.of(WORDS))),
                new Outcome.Success(Map.of("audio", List.of(SOUND))));
    }

    /** Returns the request with the first task failed, for this reason, and the second not run. */
    protected static FusionRequest failed(String reason) {
        return request(
                new Outcome.Failure(new Problem("tool_failed", reason + ".\nMaybe try another picture.", false)),
                new Outcome.Skipped("t1"));
    }

    private String answerTo(FusionRequest request) {
        StringBuilder answer = new StringBuilder();
        fusion().fuse(request, answer::append);
        return answer.toString();
    }

    @Test
    void hasAStableName() {
        assertThat(fusion().name()).isNotBlank().isEqualTo(fusion().name());
    }

    @Test
    void answersFromTheResults() {
        assertThat(answerTo(allDone())).contains("No parking");
    }

    @Test
    void refersToArtifactsOfTheRunAlone() {
        List<String> ids = new ArrayList<>();
        LINK.matcher(answerTo(allDone())).results().forEach(match -> ids.add(match.group(1)));
        assertThat(ids).contains(SOUND.id()).isSubsetOf(PHOTO.id(), WORDS.id(), SOUND.id());
    }

    @Test
    void saysWhatFailedAndWhy() {
        assertThat(answerTo(failed("the picture is black"))).contains("image.read", "the picture is black");
    }

    @Test
    void keepsNoStateBetweenThreads() throws Exception {
        List<String> answers = Stopping.together(8, () -> answerTo(allDone()));
        assertThat(answers).allSatisfy(answer -> assertThat(answer).contains("No parking"));
    }

    @Test
    void stopsWhenItIsInterrupted() throws InterruptedException {
        Fusion slow = slowFusion();
        Stopping.check(
                () -> {
                    slow.fuse(allDone(), piece -> {});
                    return null;
                },
                this::awaitBegun,
                stopsWithin());
    }
}
