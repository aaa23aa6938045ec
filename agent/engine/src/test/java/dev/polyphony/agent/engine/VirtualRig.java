package dev.polyphony.agent.engine;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** An engine on virtual time, with a planner that is told what to plan. */
final class VirtualRig {
    final VirtualTime time;
    final MemoryJournal journal = new MemoryJournal();
    final Engine engine;

    VirtualRig(
            VirtualTime time,
            FolderStore files,
            List<Tool> tools,
            Function<PlanRequest, Draft> plans,
            Consumer<EngineBuilder> settings) {
        this.time = time;
        EngineBuilder builder = Engine.builder()
                .toolbox(Toolbox.of(tools, List.of()))
                .planner(Rig.planner("told", plans))
                .store(new SimStore(files))
                .journal(journal)
                .codec(new TextCodec())
                .probe((file, name) -> {
                    throw new IllegalStateException("nothing is attached");
                })
                .clock(time)
                .executor(time)
                .timer(time::after)
                .worker(time);
        settings.accept(builder);
        this.engine = builder.build();
    }

    /** Runs what the planner plans, to its end. */
    List<JournalEntry> run(String text) {
        return end(engine.start(Request.of(text, List.of())));
    }

    /** Runs a plan, to its end. */
    List<JournalEntry> run(Draft draft) {
        return end(engine.start(Request.of("go", List.of()), draft));
    }

    private List<JournalEntry> end(Run run) {
        time.drain();
        return journal.read(run.id(), 0, Integer.MAX_VALUE);
    }
}
