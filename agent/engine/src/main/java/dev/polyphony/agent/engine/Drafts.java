package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.Draft;
import dev.polyphony.agent.Input;
import java.util.Optional;
import java.util.stream.Stream;

/** What a draft refers to. */
final class Drafts {
    private Drafts() {}

    /** Returns the stored artifacts that the draft reads. */
    static Stream<Artifact> artifacts(Draft draft, ArtifactStore store) {
        return draft.tasks().stream()
                .flatMap(task -> task.inputs().values().stream())
                .flatMap(Input::items)
                .filter(Input.Given.class::isInstance)
                .map(item -> store.find(((Input.Given) item).artifactId()))
                .flatMap(Optional::stream);
    }
}
