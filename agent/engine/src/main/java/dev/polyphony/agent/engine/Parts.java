package dev.polyphony.agent.engine;

import dev.polyphony.agent.ArtifactStore;
import dev.polyphony.agent.BindingSelector;
import dev.polyphony.agent.Fusion;
import dev.polyphony.agent.Journal;
import dev.polyphony.agent.Observations;
import dev.polyphony.agent.ResultCache;
import dev.polyphony.agent.Toolbox;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What all runs of an engine share.
 *
 * @param toolbox the tools that plans name
 * @param plannable those among them that mode {@code tools} plans with
 * @param earlyDispatch whether tasks start while their plan is still being written
 * @param worker runs what waits for others
 * @param computing runs what keeps a core busy
 */
record Parts(
        Toolbox toolbox,
        Toolbox plannable,
        Modes modes,
        Fusion fusion,
        Fusion composed,
        ArtifactStore store,
        Journal journal,
        Values values,
        History history,
        EngineLimits limits,
        AttemptPolicy policy,
        BindingSelector selector,
        Observations observations,
        HealthBook health,
        ResultCache cache,
        boolean earlyDispatch,
        Clock clock,
        Timer timer,
        Executor executor,
        Worker worker,
        Worker computing) {}
