@NullMarked
package dev.polyphony.agent.server.page;

import org.jspecify.annotations.NullMarked;
