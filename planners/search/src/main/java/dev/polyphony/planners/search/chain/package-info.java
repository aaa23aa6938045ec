/** Plans over catalogues whose types tell nothing apart: APIs. Promises nothing. */
@NullMarked
package dev.polyphony.planners.search.chain;

import org.jspecify.annotations.NullMarked;
