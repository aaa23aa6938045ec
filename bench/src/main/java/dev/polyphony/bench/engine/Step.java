package dev.polyphony.bench.engine;

import java.time.Duration;
import java.util.List;

/**
 * One task of a scenario.
 *
 * @param id unique in the scenario
 * @param tool name of the tool that it calls
 * @param needs ids of the steps whose outputs it takes, all of them before it in the scenario
 * @param takes how long its tool works
 */
public record Step(String id, String tool, List<String> needs, Duration takes) {
    public Step {
        needs = List.copyOf(needs);
    }
}
