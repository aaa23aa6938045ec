/** Reads a request: words, clauses, noun phrases, literals, numbers. Promises nothing to other modules. */
@NullMarked
package dev.polyphony.planners.search.language;

import org.jspecify.annotations.NullMarked;
