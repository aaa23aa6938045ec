package dev.polyphony.planners.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.AuthenticationException;
import dev.polyphony.agent.Checked;
import dev.polyphony.agent.ContentFilteredException;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.Finding;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.ModelNotFoundException;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.PlanningFailedException;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.RateLimitedException;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.TimedOutException;
import dev.polyphony.testkit.Examples;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LlmPlannerIT {
    private static final Artifact PHOTO = Examples.picture("photo.jpg");
    private static final PlanRequest REQUEST =
            PlanRequest.of("Read the sign and say it", List.of(PHOTO), Examples.toolbox());
    private static final String GOOD = """
            {"tasks": [
              {"id": "t1", "tool": "image.read", "inputs": [{"name": "picture", "value": {"artifact": "a1"}}]},
              {"id": "t2", "tool": "text.speak", "inputs": [{"name": "text", "value": {"task": "t1", "port": "text"}}]}],
             "deliverables": [{"task": "t2", "port": "audio"}], "answer": null}""";

    private final ScriptedLlm llm = ScriptedLlm.start();

    @AfterEach
    void stop() {
        llm.close();
    }

    private LlmSettings settings() {
        return LlmSettings.of(llm.baseUrl(), "tiny", "sk-canary", Duration.ofSeconds(20));
    }

    private LlmPlanner planner() {
        return LlmPlanner.of(settings());
    }

    private static Checked check(Draft draft) {
        return PlanCheck.check(draft, REQUEST.toolbox(), REQUEST.artifacts(), PlanLimits.DEFAULT);
    }

    @Test
    void plansInOneTurnUnderASchema() {
        llm.otherwise(Reply.text(GOOD));
        Draft draft = planner().plan(REQUEST);
        assertThat(draft.tasks()).extracting("tool").containsExactly("image.read", "text.speak");
        assertThat(draft.tasks().get(0).inputs()).containsEntry("picture", new Input.Given(PHOTO.id()));
        assertThat(draft.deliverables()).containsExactly(new OutputRef("t2", "audio"));
        assertThat(check(draft).findings()).isEmpty();
        assertThat(llm.asked()).hasSize(1);
        assertThat(llm.lastAsked().wantsSchema()).isTrue();
        assertThat(llm.lastAsked().responseFormat()).contains("\"strict\":true", "\"enum\":[\"image.read\"]");
        assertThat(llm.lastAsked().body()).containsPattern("\"temperature\"\\s*:\\s*0");
        assertThat(llm.lastAsked().body()).containsPattern("\"max_tokens\"\\s*:\\s*2048");
        assertThat(llm.lastAsked().headers()).containsEntry("authorization", "Bearer sk-canary");
    }

    @Test
    void tellsOfTheShortlistAloneAndOfWhatARefusedPlanUsed() {
        llm.otherwise(Reply.text(GOOD));
        Embedder byWord = new Embedder() {
            @Override
            public String name() {
                return "sign";
            }

            @Override
            public List<float[]> embed(List<String> texts) {
                return texts.stream()
                        .map(t -> new float[] {t.toLowerCase(Locale.ROOT).contains("read") ? 1 : 0})
                        .toList();
            }
        };
        LlmPlanner planner = planner().with(new Shortlist(byWord, 1));

        planner.plan(REQUEST);
        assertThat(llm.lastAsked().responseFormat()).contains("image.read").doesNotContain("text.speak");

        planner.plan(REQUEST.again(Draft.of(List.of(Task.of("t1", "text.speak", Map.of()))), List.of()));
        assertThat(llm.lastAsked().responseFormat()).contains("image.read", "text.speak");
    }

    private static final class Told implements PlanListener {
        final List<Task> tasks = new ArrayList<>();
        final List<RunEvent.Usage> usages = new ArrayList<>();

        @Override
        public void task(Task task) {
            tasks.add(task);
        }

        @Override
        public void usage(RunEvent.Usage usage) {
            usages.add(usage);
        }
    }

    @Test
    void streamsAPlanAndTellsOfItsTasks() {
        llm.otherwise(Reply.text(GOOD));
        Told told = new Told();
        Draft draft = planner().plan(REQUEST, told);
        assertThat(draft).isEqualTo(planner().plan(REQUEST));
        assertThat(told.tasks).isEqualTo(draft.tasks());
        assertThat(told.usages).singleElement().satisfies(usage -> {
            assertThat(usage.tokensIn()).isPositive();
            assertThat(usage.tokensOut()).isPositive();
        });
        assertThat(llm.asked().get(0).stream()).isTrue();
        assertThat(llm.asked().get(0).wantsSchema()).isTrue();
    }

    @Test
    void tellsOfTasksBeforeTheTextIsThereAndThenFailsIfItNeverIs() {
        llm.otherwise(Reply.text(GOOD).cutAfter(GOOD.indexOf("\"t2\"") / 4));
        Told told = new Told();
        assertThatThrownBy(() -> planner().plan(REQUEST, told)).isInstanceOf(ProviderUnavailableException.class);
        assertThat(told.tasks).extracting(Task::id).containsExactly("t1");
    }

    @Test
    void takesAPlanInOnePieceFromAnEndpointThatDoesNotStream() {
        String content = GOOD.replace("\"", "\\\"").replace("\n", "\\n");
        llm.otherwise(Reply.raw(
                200,
                "application/json",
                "{\"choices\": [{\"index\": 0, \"message\": {\"role\": \"assistant\", \"content\": \"" + content
                        + "\"}, \"finish_reason\": \"stop\"}]}"));
        Told told = new Told();
        assertThat(planner().plan(REQUEST, told).tasks()).hasSize(2).isEqualTo(told.tasks);
    }

    @Test
    void streamsInWordsOnceTheEndpointHasRefusedTheSchema() {
        llm.refusesSchemas().otherwise(Reply.text("<think>{\"tasks\": [{}]}</think>" + GOOD));
        Told told = new Told();
        assertThat(planner().plan(REQUEST, told).tasks()).hasSize(2).isEqualTo(told.tasks);
        assertThat(llm.asked()).extracting(ask -> ask.wantsSchema()).containsExactly(true, false);
    }

    @Test
    void answersSmallTalkWithoutTools() {
        llm.otherwise(Reply.text("{\"tasks\": [], \"deliverables\": [], \"answer\": \"Hello to you.\"}"));
        assertThat(planner().plan(REQUEST)).isEqualTo(Draft.answering("Hello to you."));
    }

    @Test
    void saysSomethingWhereTheModelSaysNothing() {
        llm.otherwise(Reply.text("{\"tasks\": []}"));
        assertThat(planner().plan(REQUEST).answer()).contains("nothing to do");
    }

    @Test
    void asksInWordsOnceTheEndpointHasRefusedTheSchema() {
        llm.refusesSchemas().otherwise(Reply.text("Here you are:\n```json\n" + GOOD + "\n```"));
        LlmPlanner planner = planner();
        assertThat(check(planner.plan(REQUEST)).findings()).isEmpty();
        assertThat(check(planner.plan(REQUEST)).findings()).isEmpty();
        assertThat(llm.asked()).extracting(ask -> ask.wantsSchema()).containsExactly(true, false, false);
    }

    @Test
    void keepsToTheUseOfSchemasThatIsSet() {
        llm.refusesSchemas().otherwise(Reply.text(GOOD));
        assertThat(LlmPlanner.of(settings().withSchemas(LlmSettings.Schemas.OFF))
                        .plan(REQUEST)
                        .tasks())
                .hasSize(2);
        assertThat(llm.lastAsked().responseFormat()).isNull();
        LlmPlanner strict = LlmPlanner.of(settings().withSchemas(LlmSettings.Schemas.ON));
        assertThatThrownBy(() -> strict.plan(REQUEST))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("response_format", "\nMaybe");
    }

    static Stream<Arguments> faultyPlans() {
        return Stream.of(
                Arguments.of("an unknown tool", GOOD.replace("image.read", "image.ocr"), Finding.Code.UNKNOWN_TOOL),
                Arguments.of(
                        "a cycle",
                        GOOD.replace("{\"artifact\": \"a1\"}", "{\"task\": \"t1\", \"port\": \"text\"}"),
                        Finding.Code.CYCLE),
                Arguments.of("a wrong kind", GOOD.replace("\"a1\"", "\"a7\""), Finding.Code.UNKNOWN_ARTIFACT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultyPlans")
    void mendsAFaultyPlanInOneMoreTurn(String what, String faulty, Finding.Code code) {
        llm.next(Reply.text(faulty), Reply.text(GOOD));
        LlmPlanner planner = planner();
        Draft first = planner.plan(REQUEST);
        Checked refused = check(first);
        assertThat(refused.errors()).extracting(Finding::code).contains(code);
        Draft second = planner.plan(REQUEST.again(first, refused.errors()));
        assertThat(check(second).findings()).isEmpty();
        assertThat(llm.lastAsked().messages())
                .extracting("role")
                .containsExactly("system", "user", "assistant", "user");
        assertThat(llm.lastAsked().user())
                .contains("cannot be run", refused.errors().get(0).pointer());
    }

    static Stream<Arguments> faults() {
        Duration late = Duration.ofMinutes(5);
        String prose = "First I would read the sign, and then I would say it aloud for you. ".repeat(9);
        return Stream.of(
                Arguments.of("prose", Reply.text(prose), PlanningFailedException.class, "First I would read"),
                Arguments.of("nothing", Reply.text(""), PlanningFailedException.class, "nothing"),
                Arguments.of(
                        "half a plan",
                        Reply.text(GOOD.substring(0, 120)),
                        PlanningFailedException.class,
                        "wrote no plan"),
                Arguments.of(
                        "a plan over the limit",
                        Reply.text(GOOD.substring(0, 120)).finishing("length"),
                        PlanningFailedException.class,
                        "2048 tokens"),
                Arguments.of(
                        "refused content",
                        Reply.text("").finishing("content_filter"),
                        ContentFilteredException.class,
                        "refused the content"),
                Arguments.of("HTML as words", Reply.text("<html></html>"), PlanningFailedException.class, "<html>"),
                Arguments.of("HTML", Reply.html(), ProviderUnavailableException.class, "web page"),
                Arguments.of(
                        "half a JSON",
                        Reply.text(GOOD).truncatedAfter(3),
                        ProviderUnavailableException.class,
                        "no chat completion"),
                Arguments.of(
                        "an error with 200",
                        Reply.raw(200, "application/json", "{\"error\":\"model is loading\"}"),
                        ProviderUnavailableException.class,
                        "model is loading"),
                Arguments.of(
                        "another service",
                        Reply.raw(200, "application/json", "{\"status\":\"ok\"}"),
                        ProviderUnavailableException.class,
                        "no chat completion"),
                Arguments.of(
                        "no choices",
                        Reply.raw(200, "application/json", "{\"choices\":[]}"),
                        ProviderUnavailableException.class,
                        "no chat completion"),
                Arguments.of(
                        "a broken connection",
                        Reply.text(GOOD).cutAfter(3),
                        ProviderUnavailableException.class,
                        "broke the connection"),
                Arguments.of("no answer", Reply.hangUp(), ProviderUnavailableException.class, "broke the connection"),
                Arguments.of("an endless answer", Reply.endless(prose), ProviderUnavailableException.class, "bytes"),
                Arguments.of("429", Reply.rateLimited("7"), RateLimitedException.class, "wait 7 s"),
                Arguments.of("401", Reply.error(401, "k", "bad key sk-canary"), AuthenticationException.class, "[key]"),
                Arguments.of("404", Reply.error(404, "m", "no such model"), ModelNotFoundException.class, "tiny"),
                Arguments.of("500", Reply.error(500, "e", "oops"), ProviderUnavailableException.class, "oops"),
                Arguments.of("503", Reply.raw(503, "text/plain", "busy"), ProviderUnavailableException.class, "503"),
                Arguments.of("a late answer", Reply.text(GOOD).after(late), TimedOutException.class, "300 ms"),
                Arguments.of("silence", Reply.never(), TimedOutException.class, "300 ms"),
                Arguments.of(
                        "a slow drip",
                        Reply.text(GOOD).dripping(Duration.ofMillis(20)),
                        TimedOutException.class,
                        "300 ms"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void givesEveryFaultItsErrorAndAdviceAndNeverTheKey(
            String what, Reply reply, Class<? extends PolyphonyException> type, String said) throws Exception {
        llm.otherwise(reply);
        Duration timeout = type == TimedOutException.class ? Duration.ofMillis(300) : Duration.ofSeconds(20);
        LlmPlanner planner = LlmPlanner.of(LlmSettings.of(llm.baseUrl(), "tiny", "sk-canary", timeout));
        Throwable error = catchThrowable(() -> planner.plan(REQUEST));
        assertThat(error).isInstanceOf(type).hasMessageContainingAll(said, "\nMaybe ");
        assertThat(Traces.of(error)).doesNotContain("canary");
        assertThat(CapturedLogs.lines()).noneSatisfy(line -> assertThat(line).contains("canary"));
        assertThat(error.getMessage().length()).isLessThan(500);
        llm.await(counts -> counts.asked() == counts.completed() + counts.cancelled());
    }

    @Test
    void saysWhereNobodyListens() {
        String nowhere = ScriptedLlm.nowhere();
        LlmPlanner planner = LlmPlanner.of(LlmSettings.of(nowhere, "tiny", null, Duration.ofSeconds(5)));
        assertThatThrownBy(() -> planner.plan(REQUEST))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContainingAll(
                        nowhere, "cannot be reached", "\nMaybe start it, or unset polyphony.llm.base-url");
    }

    @Test
    void followsNoRedirectWithTheKey() {
        llm.otherwise(Reply.raw(302, "text/plain", "").with("Location", ScriptedLlm.nowhere()));
        assertThatThrownBy(() -> planner().plan(REQUEST)).hasMessageContainingAll("302", "redirect", "\nMaybe");
    }

    @Test
    void closesTheConnectionWhenItIsInterruptedBeforeAndInTheMiddleOfAnAnswer() throws Exception {
        llm.next(Reply.never(), Reply.endless("more ").at(50));
        for (int call = 1; call <= 2; call++) {
            int expected = call;
            AtomicReference<Throwable> error = new AtomicReference<>();
            Thread thread =
                    new Thread(() -> error.set(catchThrowable(() -> planner().plan(REQUEST))));
            thread.start();
            llm.await(counts -> counts.asked() == expected);
            thread.interrupt();
            thread.join(5_000);
            assertThat(thread.isAlive()).isFalse();
            assertThat(error.get()).hasMessageContainingAll("was stopped", "\nMaybe");
            llm.await(counts -> counts.cancelled() == expected);
        }
    }

    @Test
    void checksTheBudgetBeforeItCalls() {
        LlmPlanner small = LlmPlanner.of(settings().withTokens(100, 600));
        assertThatThrownBy(() -> small.plan(REQUEST))
                .isInstanceOf(PlanningFailedException.class)
                .hasMessageContainingAll("room for 500", "\nMaybe");
        assertThat(llm.asked()).isEmpty();
    }

    @Test
    void asksTheSameInTheSameWords() {
        llm.otherwise(Reply.text(GOOD));
        planner().plan(REQUEST);
        planner().plan(REQUEST);
        assertThat(llm.asked().get(0).body()).isEqualTo(llm.asked().get(1).body());
    }
}
