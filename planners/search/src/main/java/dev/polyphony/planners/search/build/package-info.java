/** Searches plans over typed ports. Promises nothing to other modules. */
@NullMarked
package dev.polyphony.planners.search.build;

import org.jspecify.annotations.NullMarked;
