package dev.polyphony.agent.engine;

import static dev.polyphony.agent.Modality.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.BindingSelector;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A selector that thinks for two seconds about every tool that leaves it a choice, on virtual time. */
class SlowSelectorTest {
    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime(1);
    private final Thinker thinker = new Thinker();
    private final Tool chosen = Tool.named("say.chosen")
            .does("Says it.")
            .alsoServedBy(new Binding("second", true, null, call -> Outputs.of("text", new Value.Text("second"))))
            .gives(TEXT, call -> "first");
    private final Tool single = Tool.named("say.single").does("Says it.").gives(TEXT, call -> "single");

    private final class Thinker implements BindingSelector {
        private final List<String> thoughts = new ArrayList<>();
        private @Nullable RuntimeException fault;
        private @Nullable String pick;

        @Override
        public boolean blocks() {
            return true;
        }

        @Override
        public void consider(Tool tool, String request, Consumer<RunEvent.Usage> spent) {
            thoughts.add(tool.name() + " for " + request);
            time.pause(Duration.ofSeconds(2));
            spent.accept(RunEvent.Usage.ofTokens(70L, 9L));
            if (fault != null) {
                throw fault;
            }
            pick = "second";
        }

        @Override
        public List<Choice> rank(Tool tool) {
            return tool.bindings().stream()
                    .map(binding -> new Choice(binding, binding.id().equals(pick) ? "thought of" : "declared"))
                    .sorted((a, b) -> Boolean.compare(
                            Objects.equals(pick, b.binding().id()),
                            Objects.equals(pick, a.binding().id())))
                    .toList();
        }
    }

    private VirtualRig rig(Tool tool) {
        return new VirtualRig(
                time,
                new FolderStore(folder),
                List.of(chosen, single),
                request -> Draft.of(List.of(Task.of("t1", tool.name(), Map.of()))),
                builder -> builder.selector(thinker));
    }

    private static List<String> story(List<JournalEntry> entries) {
        List<String> story = new ArrayList<>();
        for (JournalEntry entry : entries) {
            if (entry.event() instanceof RunEvent.TaskStarted started) {
                long second = Duration.between(entries.get(0).at(), entry.at()).toSeconds();
                story.add(started.binding() + " at " + second + ", " + started.reason());
            } else if (entry.event() instanceof RunEvent.RunEnded end) {
                story.add(end.getClass().getSimpleName());
            }
        }
        return story;
    }

    @Test
    void isGivenItsTimeBeforeTheFirstAttempt() {
        assertThat(story(rig(chosen).run("say it"))).containsExactly("second at 2, thought of", "RunCompleted");
        assertThat(thinker.thoughts).containsExactly("say.chosen for say it");
    }

    @Test
    void hasItsTokensCountedForTheTask() {
        assertThat(rig(chosen).run("say it"))
                .extracting(JournalEntry::event)
                .contains(new RunEvent.Usage("t1", 70L, 9L, null, null, null));
    }

    @Test
    void isNotAskedWhereThereIsNoChoice() {
        assertThat(story(rig(single).run("say it"))).containsExactly("local at 0, declared", "RunCompleted");
        assertThat(thinker.thoughts).isEmpty();
    }

    @Test
    void doesNotHoldUpATaskByItsFailure() {
        thinker.fault = new IllegalStateException("no idea");
        assertThat(story(rig(chosen).run("say it"))).containsExactly("local at 2, declared", "RunCompleted");
    }

    @Test
    void isStoppedWithItsRun() {
        VirtualRig rig = rig(chosen);
        Run run = rig.engine.start(Request.of("say it", List.of()));
        time.after(Duration.ofSeconds(1), run::cancel);
        time.drain();
        List<JournalEntry> entries = rig.journal.read(run.id(), 0, 100);
        assertThat(story(entries)).containsExactly("RunCancelled");
        assertThat(entries.get(entries.size() - 1).at())
                .isEqualTo(entries.get(0).at().plusSeconds(1));
    }
}
