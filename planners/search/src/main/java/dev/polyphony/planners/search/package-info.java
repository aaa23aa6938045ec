/** The embedded planner: no LLM, no key, no network. */
@NullMarked
package dev.polyphony.planners.search;

import org.jspecify.annotations.NullMarked;
