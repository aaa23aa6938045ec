/** Polyphony assembled for plain Java: what most users depend on. */
@NullMarked
package dev.polyphony;

import org.jspecify.annotations.NullMarked;
