package dev.polyphony.testkit;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.PlanRequest;
import dev.polyphony.agent.Planner;
import dev.polyphony.agent.PolyphonyException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A planner that plans what it is told and notes what it was asked. Thread-safe. */
public final class ScriptedPlanner implements Planner {
    private final String name;
    private final Function<PlanRequest, Draft> plans;
    private final List<PlanRequest> asked = new CopyOnWriteArrayList<>();

    private ScriptedPlanner(String name, Function<PlanRequest, Draft> plans) {
        this.name = name;
        this.plans = plans;
    }

    /** Returns a planner that makes its drafts like this. */
    public static ScriptedPlanner of(String name, Function<PlanRequest, Draft> plans) {
        return new ScriptedPlanner(name, plans);
    }

    /** Returns a planner that gives these drafts in turn; the last one again and again. */
    public static ScriptedPlanner giving(Draft... drafts) {
        List<Draft> all = List.of(drafts);
        int[] next = {0};
        return of("scripted", request -> {
            synchronized (next) {
                return all.get(Math.min(next[0]++, all.size() - 1));
            }
        });
    }

    /** Returns a planner that fails. */
    public static ScriptedPlanner failing(PolyphonyException error) {
        return of("scripted", request -> {
            throw error;
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Draft plan(PlanRequest request) {
        asked.add(request);
        return plans.apply(request);
    }

    /** Returns all that was asked, in order. */
    public List<PlanRequest> asked() {
        return List.copyOf(asked);
    }
}
