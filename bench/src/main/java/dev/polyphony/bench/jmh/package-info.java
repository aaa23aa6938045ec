/** Microbenchmarks of the hot paths, run by {@code ./polyphony bench engine --only hot}. Promises no stability. */
@NullMarked
package dev.polyphony.bench.jmh;

import org.jspecify.annotations.NullMarked;
