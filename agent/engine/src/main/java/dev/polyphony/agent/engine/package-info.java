/** Takes a request in, has it planned and checked, runs the plan as a graph, and has the results fused into an answer. */
@NullMarked
package dev.polyphony.agent.engine;

import org.jspecify.annotations.NullMarked;
