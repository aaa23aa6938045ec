/** The application: REST, event stream, chat page and command line over {@code dev.polyphony.Polyphony}. */
@NullMarked
package dev.polyphony.agent.server;

import org.jspecify.annotations.NullMarked;
