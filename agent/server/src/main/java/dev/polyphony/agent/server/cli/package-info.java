/** The command line: {@code ask}, {@code plan}, {@code tools}, {@code run}, {@code serve}. */
@NullMarked
package dev.polyphony.agent.server.cli;

import org.jspecify.annotations.NullMarked;
