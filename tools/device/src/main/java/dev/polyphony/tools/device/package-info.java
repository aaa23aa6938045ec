/** Devices that models run on: a queue each, and what is loaded where within a budget of memory. */
@NullMarked
package dev.polyphony.tools.device;

import org.jspecify.annotations.NullMarked;
