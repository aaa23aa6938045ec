package dev.polyphony.prompts;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.OutputRef;
import dev.polyphony.agent.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request with the plan that it should get. A planner shows those whose tools it has; a test checks each as a plan is
 * checked before it runs, so no example can teach a fault.
 *
 * @param request the user's words
 * @param attachments what came with them
 * @param draft the plan
 */
public record PlanExample(String request, List<Artifact> attachments, Draft draft) {
    public PlanExample {
        attachments = List.copyOf(attachments);
    }

    /** Returns all examples, the most telling first. */
    public static List<PlanExample> all() {
        return List.of(chain(), fanIn(), smallTalk(), film());
    }

    private static PlanExample chain() {
        Artifact page = artifact(1, Modality.IMAGE, "image/png", "page.png");
        Task read = Task.of("t1", "image.read", Map.of("picture", new Input.Given(page.id())));
        Task shorten = Task.of("t2", "text.summarize", inputs("text", made("t1"), "sentences", new Input.Literal("2")));
        Task speak = Task.of("t3", "text.speak", Map.of("text", made("t2")));
        return new PlanExample(
                "What does this page say, in two sentences? Read them to me.",
                List.of(page),
                new Draft(
                        List.of(read, shorten, speak),
                        List.of(new OutputRef("t2", "text"), new OutputRef("t3", "audio")),
                        null));
    }

    private static PlanExample fanIn() {
        Artifact before = artifact(2, Modality.IMAGE, "image/jpeg", "before.jpg");
        Artifact after = artifact(3, Modality.IMAGE, "image/jpeg", "after.jpg");
        Task first = Task.of("t1", "image.describe", Map.of("picture", new Input.Given(before.id())));
        Task second = Task.of("t2", "image.describe", Map.of("picture", new Input.Given(after.id())));
        Task compare = Task.of("t3", "text.similarity", inputs("first", made("t1"), "second", made("t2")));
        return new PlanExample(
                "How much do these two look alike?",
                List.of(before, after),
                new Draft(List.of(first, second, compare), List.of(new OutputRef("t3", "labels")), null));
    }

    private static PlanExample smallTalk() {
        return new PlanExample(
                "good evening",
                List.of(),
                Draft.answering("Good evening! Give me a picture, a sound or a video, and say what you want of it."));
    }

    private static PlanExample film() {
        Artifact clip = artifact(4, Modality.VIDEO, "video/mp4", "clip.mp4");
        Task stills = Task.of("t1", "video.frames", Map.of("video", new Input.Given(clip.id())));
        Task describe = Task.of("t2", "image.describe", Map.of("picture", Input.Made.by("t1", "middle")));
        Task speak = Task.of("t3", "text.speak", Map.of("text", made("t2")));
        Task compose = Task.of(
                "t4",
                "video.compose",
                inputs("pictures", Input.Made.by("t1", "frames"), "sound", Input.Made.by("t3", "audio")));
        return new PlanExample(
                "Turn this clip into a slide show with a spoken description of its middle.",
                List.of(clip),
                new Draft(List.of(stills, describe, speak, compose), List.of(new OutputRef("t4", "video")), null));
    }

    /** Returns two inputs in this order, which a prompt keeps. */
    private static Map<String, Input> inputs(String first, Input one, String second, Input other) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        inputs.put(first, one);
        inputs.put(second, other);
        return inputs;
    }

    private static Input made(String taskId) {
        return Input.Made.by(taskId, "text");
    }

    private static Artifact artifact(int number, Modality modality, String mediaType, String label) {
        return new Artifact("%064x".formatted(number), modality, mediaType, 1, label, Measures.NONE);
    }
}
