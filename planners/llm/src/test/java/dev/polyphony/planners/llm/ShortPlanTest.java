package dev.polyphony.planners.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.PlanCheck;
import dev.polyphony.agent.PlanLimits;
import dev.polyphony.agent.PlanListener;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Task;
import dev.polyphony.prompts.PlanExample;
import dev.polyphony.prompts.Profile;
import dev.polyphony.testkit.ChatAsk;
import dev.polyphony.testkit.Examples;
import dev.polyphony.testkit.Reply;
import dev.polyphony.testkit.ScriptedLlm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShortPlanTest {
    private static final Artifact PHOTO = Examples.picture("photo.jpg");
    private static final Artifact OTHER =
            new Artifact("f".repeat(64), PHOTO.modality(), PHOTO.mediaType(), 1, "other.jpg", PHOTO.measures());

    private static Draft read(String json, Artifact... attachments) throws IOException {
        PlanRequest request = PlanRequest.of("Do it", List.of(attachments), Examples.toolbox());
        return ShortPlan.read(new ObjectMapper().readTree(json), request);
    }

    @Test
    void typesWireToolsInTheirOrder() throws IOException {
        Draft draft = read(
                "{\"tasks\": [{\"tool\": \"image.read\", \"words\": null}, {\"tool\": \"text.summarize\", \"words\": null}, {\"tool\": \"text.speak\", \"words\": null}]}",
                PHOTO);
        assertThat(draft.tasks())
                .extracting(Task::inputs)
                .containsExactly(
                        Map.of("picture", new Input.Given(PHOTO.id())),
                        Map.of("text", new Input.Made(new dev.polyphony.agent.OutputRef("t1", "text"), true)),
                        Map.of("text", new Input.Made(new dev.polyphony.agent.OutputRef("t2", "text"), true)));
        assertThat(PlanCheck.check(draft, Examples.toolbox(), List.of(PHOTO), PlanLimits.DEFAULT)
                        .findings())
                .isEmpty();
    }

    @Test
    void eachAttachmentIsTakenOnceAndBothResultsMeet() throws IOException {
        Draft draft = read(
                "{\"tasks\": [{\"tool\": \"image.describe\"}, {\"tool\": \"image.describe\"}, {\"tool\": \"text.similarity\"}]}",
                PHOTO,
                OTHER);
        assertThat(draft.tasks().get(0).inputs()).containsValue(new Input.Given(PHOTO.id()));
        assertThat(draft.tasks().get(1).inputs()).containsValue(new Input.Given(OTHER.id()));
        assertThat(draft.tasks().get(2).dependencies()).containsExactlyInAnyOrder("t1", "t2");
    }

    @Test
    void noneIsNoTask() throws IOException {
        assertThat(read("{\"tasks\": [{\"tool\": \"none\", \"words\": null}]}").tasks())
                .isEmpty();
        assertThat(ShortPlan.tree(Draft.answering("Hello!")).toString()).contains("tool=none");
    }

    @Test
    void wordsGoToATextAndTheRequestStandsInForThem() throws IOException {
        assertThat(read("{\"tasks\": [{\"tool\": \"text.speak\", \"words\": \"good morning\"}]}")
                        .tasks()
                        .get(0)
                        .inputs())
                .containsEntry("text", new Input.Literal("good morning"));
        assertThat(read("{\"tasks\": [{\"tool\": \"text.speak\", \"words\": null}]}")
                        .tasks()
                        .get(0)
                        .inputs())
                .containsEntry("text", new Input.Literal("Do it"));
    }

    @Test
    void theShortProfileAsksForToolsAloneAndShowsTheLikestExamples() {
        Embedder lastLetter = new Embedder() {
            @Override
            public String name() {
                return "says how much a text is about speaking";
            }

            @Override
            public List<float[]> embed(List<String> texts) {
                return texts.stream()
                        .map(t -> t.toLowerCase(java.util.Locale.ROOT).contains("gist")
                                ? new float[] {1, 0}
                                : new float[] {0, 1})
                        .toList();
            }
        };
        PlanRequest request = PlanRequest.of("The gist of it, aloud", List.of(PHOTO), Examples.toolbox());
        try (ScriptedLlm llm = ScriptedLlm.start()) {
            llm.otherwise(Reply.text("{\"tasks\": [{\"tool\": \"image.read\", \"words\": null}]}"));
            LlmSettings settings = LlmSettings.of(llm.baseUrl(), "tiny", null, Duration.ofSeconds(20))
                    .withProfile(Profile.SHORT);

            Draft draft = LlmPlanner.of(settings).with(lastLetter).plan(request, new PlanListener() {
                @Override
                public void task(Task task) {
                    throw new AssertionError("a short plan is told as a whole");
                }
            });

            assertThat(draft.tasks()).extracting(Task::tool).containsExactly("image.read");
            ChatAsk asked = llm.lastAsked();
            assertThat(asked.responseFormat())
                    .contains("\"words\"", "\"image.read\",\"")
                    .doesNotContain("deliverables");
            assertThat(asked.body())
                    .contains(
                            "I photographed a page. Read it, give me the gist",
                            "\\\"image.describe\\\": \\\"IMAGE -> TEXT: ")
                    .doesNotContain("Find all the cars", "Rules:");
            assertThat(asked.body().length()).isLessThan(6_000);
        }
    }

    @Test
    void withoutAnEmbedderTheFixedExamplesAreShown() {
        assertThat(new Shots(null).of("x", Examples.toolbox(), 3))
                .isEqualTo(PlanExample.all().subList(0, 3));
    }
}
