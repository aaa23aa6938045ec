@NullMarked
package dev.polyphony.agent.server.rest;

import org.jspecify.annotations.NullMarked;
