/**
 * Models inside the JVM, and engines on the command line that answered a probe, each as a tool. Start at
 * {@link dev.polyphony.tools.local.LocalTools}.
 */
@NullMarked
package dev.polyphony.tools.local;

import org.jspecify.annotations.NullMarked;
