/**
 * The vocabulary of Polyphony: what a request, a tool, a plan, a run and an artifact are, and the interfaces that
 * planners, tools and stores implement. Depends on the JDK alone.
 */
@NullMarked
package dev.polyphony.agent;

import org.jspecify.annotations.NullMarked;
