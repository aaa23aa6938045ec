/** An agent whose planner and tools do what the words of the request say. */
@NullMarked
package dev.polyphony.agent.server.scripted;

import org.jspecify.annotations.NullMarked;
