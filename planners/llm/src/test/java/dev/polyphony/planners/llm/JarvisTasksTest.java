package dev.polyphony.planners.llm;

import static dev.polyphony.agent.Modality.AUDIO;
import static dev.polyphony.agent.Modality.IMAGE;
import static dev.polyphony.agent.Modality.TEXT;
import static dev.polyphony.agent.Modality.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.InvalidPlanException;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JarvisTasksTest {
    private static final Toolbox TOOLBOX = Toolbox.of(
            Tool.named("image.describe")
                    .does("Describes a picture.")
                    .takes("picture", IMAGE)
                    .gives(TEXT, call -> null),
            Tool.named("image.map")
                    .does("Makes a control map of a picture.")
                    .takes("picture", IMAGE)
                    .takes(Port.choice("kind", "canny", "hed"))
                    .gives(IMAGE, call -> null),
            Tool.named("text.speak").does("Speaks a text.").takes("text", TEXT).gives(AUDIO, call -> null),
            Tool.named("video.sound")
                    .does("Takes the sound of a video.")
                    .takes("film", VIDEO)
                    .gives(AUDIO, call -> null));
    private static final JarvisTasks TASKS = new JarvisTasks(
            TOOLBOX,
            List.of(
                    new JarvisTasks.Type("image-to-text", "image.describe", null),
                    new JarvisTasks.Type("canny-control", "image.map", "canny"),
                    new JarvisTasks.Type("hed-control", "image.map", "hed"),
                    new JarvisTasks.Type("text-to-speech", "text.speak", null)));
    private static final Artifact PHOTO = new Artifact("a".repeat(64), IMAGE, "image/jpeg", 1, "a.jpeg", Measures.NONE);

    @Test
    void readsReferencesFilesAndKinds() {
        Draft draft = TASKS.read("""
                [{"task": "hed-control", "id": 0, "dep": [-1], "args": {"image": "a.jpeg"}},
                 {"task": "image-to-text", "id": 1, "dep": [0], "args": {"image": "<GENERATED>-0"}},
                 {"task": "text-to-speech", "id": 2, "dep": [1], "args": {"text": "<GENERATED-1>"}}]""", List.of(PHOTO));

        assertThat(draft.tasks())
                .containsExactly(
                        Task.of(
                                "t0",
                                "image.map",
                                Map.of("picture", new Input.Given(PHOTO.id()), "kind", new Input.Literal("hed"))),
                        Task.of("t1", "image.describe", Map.of("picture", Input.Made.by("t0", "image"))),
                        Task.of("t2", "text.speak", Map.of("text", Input.Made.by("t1", "text"))));
    }

    @Test
    void keepsDependenciesWithoutData() {
        Draft draft = TASKS.read("""
                [{"task": "image-to-text", "id": 0, "dep": [-1], "args": {"image": "a.jpeg"}},
                 {"task": "text-to-speech", "id": 1, "dep": [0], "args": {"text": "done"}}]""", List.of(PHOTO));

        assertThat(draft.tasks().get(1).after()).containsExactly("t0");
    }

    @Test
    void makesOneTaskForEachOfSeveralValues() {
        Draft draft = TASKS.read("""
                [{"task": "image-to-text", "id": 0, "dep": [-1], "args": {"image": "a.jpeg"}},
                 {"task": "image-to-text", "id": 1, "dep": [-1], "args": {"image": "a.jpeg"}},
                 {"task": "text-to-speech", "id": 2, "dep": [0, 1],
                  "args": {"text": "<GENERATED>-0,<GENERATED>-1"}}]""", List.of(PHOTO));

        assertThat(draft.tasks()).extracting(Task::id).containsExactly("t0", "t1", "t2", "t2-2");
        assertThat(draft.tasks().get(3).inputs()).containsEntry("text", Input.Made.by("t1", "text"));
    }

    @Test
    void writesWhatItReads() {
        String json = "[{\"task\":\"canny-control\",\"id\":0,\"dep\":[-1],\"args\":{\"image\":\"a.jpeg\"}},"
                + "{\"task\":\"image-to-text\",\"id\":1,\"dep\":[0],\"args\":{\"image\":\"<GENERATED>-0\"}}]";

        assertThat(TASKS.write(TASKS.read(json, List.of(PHOTO)), List.of(PHOTO)))
                .isEqualTo(json);
    }

    @Test
    void leavesUnknownTypesToTheCheck() {
        assertThat(TASKS.read("[{\"task\": \"fly\", \"id\": 0, \"dep\": [-1], \"args\": {}}]", List.of())
                        .tasks())
                .extracting(Task::tool)
                .containsExactly("fly");
    }

    @Test
    void refusesWhatIsNoList() {
        assertThatThrownBy(() -> TASKS.read("{\"task\": 1}", List.of()))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("no array")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> TASKS.read("[{]", List.of())).hasMessageContaining("no JSON");
    }

    @Test
    void refusesToWriteVideo() {
        JarvisTasks withVideo =
                new JarvisTasks(TOOLBOX, List.of(new JarvisTasks.Type("video-sound", "video.sound", null)));
        Draft draft = Draft.of(List.of(Task.of("t1", "video.sound", Map.of("film", new Input.Given(PHOTO.id())))));

        assertThatThrownBy(() -> withVideo.write(draft, List.of(PHOTO)))
                .hasMessageContaining("takes VIDEO as \"film\"");
        assertThatThrownBy(() -> TASKS.write(draft, List.of(PHOTO)))
                .hasMessageContaining("video.sound")
                .hasMessageContaining("no task type");
    }
}
