/** The own API under {@code /api/v1}, as docs/wire-format.md tells it: runs, plans, events, artifacts, sessions, tools. */
@NullMarked
package dev.polyphony.agent.server.rest;

import org.jspecify.annotations.NullMarked;
