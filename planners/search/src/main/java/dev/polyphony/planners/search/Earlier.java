package dev.polyphony.planners.search;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What earlier runs of the session left. */
final class Earlier {
    private Earlier() {}

    /** Returns the artifacts of earlier runs, the newest first. */
    static List<Artifact> artifacts(PlanRequest request) {
        Map<String, Artifact> newest = new LinkedHashMap<>();
        List<Turn> turns = request.history();
        for (int t = turns.size() - 1; t >= 0; t--) {
            List<Artifact> made = new ArrayList<>(turns.get(t).artifacts());
            for (int a = made.size() - 1; a >= 0; a--) {
                newest.putIfAbsent(made.get(a).id(), made.get(a));
            }
        }
        return List.copyOf(newest.values());
    }
}
