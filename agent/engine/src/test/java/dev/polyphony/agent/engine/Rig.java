package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Attachment;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.EventReader;
import dev.polyphony.agent.Input;
import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.Measures;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.Probe;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.Run;
import dev.polyphony.agent.RunEvent;
import dev.polyphony.agent.Task;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An engine with a planner that is told what to plan, on a store and a journal that can be looked into. */
final class Rig implements AutoCloseable {
    final MemoryJournal journal;
    final FolderStore store;
    final Engine engine;

    Rig(Path folder, Function<PlanRequest, Draft> plans, Consumer<EngineBuilder> settings, Tool... tools) {
        this(new MemoryJournal(), folder, plans, settings, tools);
    }

    Rig(
            MemoryJournal journal,
            Path folder,
            Function<PlanRequest, Draft> plans,
            Consumer<EngineBuilder> settings,
            Tool... tools) {
        this.journal = journal;
        this.store = new FolderStore(folder);
        EngineBuilder builder = Engine.builder()
                .toolbox(Toolbox.of(tools))
                .planner(planner("told", plans))
                .store(store)
                .journal(journal)
                .codec(new TextCodec())
                .probe(Rig::probe);
        settings.accept(builder);
        this.engine = builder.build();
    }

    static Planner planner(String name, Function<PlanRequest, Draft> plans) {
        return new Planner() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Draft plan(PlanRequest request) {
                return plans.apply(request);
            }
        };
    }

    /** Says that a file is a picture if it begins with P and a sound if it begins with S. */
    private static Probe.Result probe(Path file, @Nullable String name) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0 && bytes[0] == 'P') {
                return new Probe.Result(Modality.IMAGE, "image/png", Measures.ofPicture(2, 2));
            }
            if (bytes.length > 0 && bytes[0] == 'S') {
                return new Probe.Result(Modality.AUDIO, "audio/wav", Measures.NONE);
            }
            throw new InvalidRequestException("\"%s\" is no media.\nMaybe attach a picture.".formatted(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Artifact attach(String content) {
        return engine.attach(Attachment.of(content.getBytes(StandardCharsets.UTF_8), "file"));
    }

    Run start(String text) {
        return engine.start(Request.of(text, List.of()));
    }

    /** Returns all events of a run, once it has ended. */
    static List<RunEvent> eventsOf(Run run) throws InterruptedException {
        List<RunEvent> events = new ArrayList<>();
        EventReader reader = run.events(0);
        for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
            events.add(entry.event());
        }
        return events;
    }

    static <E extends RunEvent> List<E> only(List<RunEvent> events, Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Returns a task that feeds each source's only output "text" to the inputs a, b, … of a tool. */
    static Task task(String id, String tool, String... sources) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        for (int i = 0; i < sources.length; i++) {
            inputs.put(String.valueOf((char) ('a' + i)), Input.Made.by(sources[i], "text"));
        }
        return Task.of(id, tool, inputs);
    }

    @Override
    public void close() {
        engine.close();
    }
}
