package dev.polyphony.agent.engine;

import dev.polyphony.agent.Problem;
import dev.polyphony.agent.RateLimitedException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

/** When a failed attempt may be followed by another one, and how long after. */
final class Retries {
    /** Failures that say something of the binding, so that another one may do better. */
    private static final Set<String> OTHER_MAY_HELP =
            Set.of("authentication", "model_not_found", "unsupported_feature", "content_filtered", "tool_failed");

    /** Errors after which the work was surely not done, so that a tool that writes may be tried again. */
    private static final Set<String> NOTHING_DONE =
            Set.of("rate_limited", "authentication", "model_not_found", "unsupported_feature");

    private Retries() {}

    /** Returns true if the failure lets one think less of the binding. */
    static boolean tellsOfBinding(Problem problem) {
        return problem.retriable() || OTHER_MAY_HELP.contains(problem.code());
    }

    /**
     * Returns true if another attempt may succeed.
     *
     * @param other true if there is a binding that was not tried yet
     * @param writes true if an attempt that may have done its work must not be repeated
     */
    static boolean mayHelp(Problem problem, boolean other, boolean writes) {
        if (writes && !NOTHING_DONE.contains(problem.code())) {
            return false;
        }
        return problem.retriable() || (other && OTHER_MAY_HELP.contains(problem.code()));
    }

    /**
     * Returns how long to wait before the same binding is tried again: full jitter, or what the provider asks for if that is
     * longer.
     *
     * @param tries how many attempts there were
     */
    static Duration delay(AttemptPolicy policy, int tries, long seed, Throwable cause) {
        long bound =
                Math.min(policy.longestDelay().toNanos(), policy.firstDelay().toNanos() << Math.min(20, tries - 1));
        Duration jitter = Duration.ofNanos((long) (bound * new Random(seed + tries).nextDouble()));
        Duration asked = cause instanceof RateLimitedException limited
                ? limited.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
        return asked.compareTo(jitter) > 0 ? asked : jitter;
    }
}
