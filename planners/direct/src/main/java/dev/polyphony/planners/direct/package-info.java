/** End-to-end mode: one any-to-any model, as a plan of one task that goes on with the session's turns. */
@NullMarked
package dev.polyphony.planners.direct;

import org.jspecify.annotations.NullMarked;
