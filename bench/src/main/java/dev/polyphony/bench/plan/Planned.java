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
        String fault) {}
