/** Measures the nano model with judges that share nothing with its nets: {@code bench nano}. */
@NullMarked
package dev.polyphony.bench.nano;

import org.jspecify.annotations.NullMarked;
