package dev.polyphony.bench.plan;

import dev.polyphony.agent.Draft;

/**
 * What became of one request.
 *
 * @param sample the request
 * @param draft the plan that would be run; without tasks where planning failed or the plan was refused
 * @param validAsMade whether the planner's draft could be run as it was made
 * @param valid whether it could be run in the end; a plan of nothing cannot
 * @param files how many files the request names
 * @param filesTaken how many of them the plan reads
 * @param millis how long the planner took
 * @param cpuMillis how long its thread computed for it; less than {@code millis} where it waited for a processor
 * @param embedMillis how much of {@code millis} embedding took
 * @param texts how many texts were embedded
 * @param steps how many steps the planner read; 0 if it tells of none
 * @param fault why there is no plan; empty if there is one
 */
record Planned(
        Sample sample,
        Draft draft,
        boolean validAsMade,
        boolean valid,
        int files,
        int filesTaken,
        double millis,
        double cpuMillis,
        double embedMillis,
        int texts,
        int steps,
        String fault) {}
