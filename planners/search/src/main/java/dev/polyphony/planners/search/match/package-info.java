/** How well a piece of a request fits a tool, as a score that means the same in any catalogue. Promises nothing to other modules. */
@NullMarked
package dev.polyphony.planners.search.match;

import org.jspecify.annotations.NullMarked;
