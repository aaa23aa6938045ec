package dev.polyphony.agent.codec;

import static dev.polyphony.agent.codec.Samples.AT;
import static dev.polyphony.agent.codec.Samples.PICTURE_ID;
import static dev.polyphony.agent.codec.Samples.SOUND_ID;

import dev.polyphony.agent.JournalEntry;
import dev.polyphony.agent.RunEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One event of each type with all members, and one with the required members alone where that differs. */
final class EventSamples {
    private static final Duration ELAPSED = Duration.ofMillis(1_234);

    private EventSamples() {}

    static Stream<Sample> all() {
        return Stream.concat(runs(), tasks());
    }

    private static Stream<Sample> runs() {
        return Stream.of(
                full(new RunEvent.RunCreated("s-1", "run-0", "tools", "Say it\naloud", List.of(Samples.PICTURE))),
                least(new RunEvent.RunCreated("s-1", null, "end-to-end", "", List.of())),
                full(new RunEvent.PlanProposed(Samples.PLAN, "llm", List.of(Samples.FINDING))),
                least(new RunEvent.PlanProposed(Samples.WORDS_ONLY, "search", List.of())),
                full(new RunEvent.PlanAccepted(Samples.PLAN)),
                full(new RunEvent.AnswerDelta("A boat, ")),
                full(new RunEvent.AnswerCompleted("![boat](artifact:%s)".formatted(PICTURE_ID), List.of(PICTURE_ID))),
                full(new RunEvent.Usage("t1", 120L, 30L, 0.25, 0.0001, 2_048L)),
                least(new RunEvent.Usage(null, null, null, null, null, null)),
                full(new RunEvent.RunCompleted(ELAPSED)),
                full(new RunEvent.RunFailed(ELAPSED, Samples.PROBLEM)),
                full(new RunEvent.RunCancelled(ELAPSED)));
    }

    private static Stream<Sample> tasks() {
        return Stream.of(
                full(new RunEvent.TaskPlanned(Samples.PLAN.tasks().get(0))),
                full(new RunEvent.TaskStarted(
                        "t1", 1, "speech.say", "local", "the only one", Map.of("text", List.of("Ahoy", SOUND_ID)))),
                full(new RunEvent.TaskProgress("t1", 1, 3.0, 20.0, "step 3")),
                least(new RunEvent.TaskProgress("t1", 1, null, null, null)),
                full(new RunEvent.TaskRetrying("t1", 2, Duration.ofMillis(500), Samples.PROBLEM)),
                full(new RunEvent.ArtifactCreated("t2", "image", Samples.PICTURE, Samples.SEEDED)),
                full(new RunEvent.TaskSucceeded("t2", ELAPSED, Map.of("image", List.of(PICTURE_ID)), true)),
                least(new RunEvent.TaskSucceeded("t2", ELAPSED, Map.of(), false)),
                full(new RunEvent.TaskFailed("t2", ELAPSED, Samples.PROBLEM)),
                full(new RunEvent.TaskSkipped("t3", "t2", "t2 failed.\nMaybe ask again.")),
                full(new RunEvent.TaskCancelled("t2", ELAPSED)));
    }

    private static Sample full(RunEvent event) {
        return sample("events/" + EventCodec.type(event), event);
    }

    private static Sample least(RunEvent event) {
        return sample("events/" + EventCodec.type(event) + ".min", event);
    }

    private static Sample sample(String file, RunEvent event) {
        return Samples.of(
                file, "RunEvent", new JournalEntry(7, "run-1", AT, event), EventCodec::encode, EventCodec::decode);
    }
}
