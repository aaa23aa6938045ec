@NullMarked
package dev.polyphony.agent.server.cli;

import org.jspecify.annotations.NullMarked;
