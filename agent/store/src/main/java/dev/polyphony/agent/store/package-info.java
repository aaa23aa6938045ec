/** Keeps artifacts in files under their hash, and runs and sessions in an H2 file. */
@NullMarked
package dev.polyphony.agent.store;

import org.jspecify.annotations.NullMarked;
