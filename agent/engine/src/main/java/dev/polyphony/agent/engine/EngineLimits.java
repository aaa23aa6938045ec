package dev.polyphony.agent.engine;

import dev.polyphony.agent.PlanLimits;
import java.time.Duration;

/**
 * What one request may take.
 *
 * @param textChars most characters of the request's words
 * @param attachments most attachments
 * @param artifactBytes largest attachment, and largest output of a tool
 * @param plan size of the plan
 * @param run the longest that a run may take, planning and answer included
 * @param retries most further attempts of all tasks of a run together
 * @param history most earlier runs of the session that a planner sees
 */
public record EngineLimits(
        int textChars, int attachments, long artifactBytes, PlanLimits plan, Duration run, int retries, int history) {
    /** 32 Ki characters, 32 attachments of up to 512 MiB, 30 minutes, 20 further attempts, 8 earlier runs. */
    public static final EngineLimits DEFAULT =
            new EngineLimits(32_768, 32, 512L << 20, PlanLimits.DEFAULT, Duration.ofMinutes(30), 20, 8);
}
