@NullMarked
package dev.polyphony.planners.direct;

import org.jspecify.annotations.NullMarked;
