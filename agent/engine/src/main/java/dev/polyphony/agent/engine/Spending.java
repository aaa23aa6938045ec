package dev.polyphony.agent.engine;

import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Outcome;
import dev.polyphony.agent.RunEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What one attempt takes. Tokens may be added from any thread. */
final class Spending {
    private final LongAdder tokensIn = new LongAdder();
    private final LongAdder tokensOut = new LongAdder();

    void tokens(long in, long out) {
        tokensIn.add(in);
        tokensOut.add(out);
    }

    /** Returns what the attempt took that gave this; the binding's price is that of a call that succeeds. */
    RunEvent.Usage of(String taskId, Binding binding, Duration took, Outcome.Success success) {
        long bytes = success.outputs().values().stream()
                .flatMap(List::stream)
                .mapToLong(Artifact::bytes)
                .sum();
        return usage(taskId, took, binding.costUsd() == 0 ? null : binding.costUsd(), bytes);
    }

    /** Returns what the attempt took that failed; null if nothing is known but its time. */
    RunEvent.@Nullable Usage ofFailure(String taskId, Duration took) {
        return tokensIn.sum() == 0 && tokensOut.sum() == 0 ? null : usage(taskId, took, null, null);
    }

    private RunEvent.Usage usage(String taskId, Duration took, @Nullable Double costUsd, @Nullable Long bytes) {
        return new RunEvent.Usage(
                taskId, orNull(tokensIn.sum()), orNull(tokensOut.sum()), took.toNanos() / 1e9, costUsd, bytes);
    }

    private static @Nullable Long orNull(long tokens) {
        return tokens == 0 ? null : tokens;
    }
}
