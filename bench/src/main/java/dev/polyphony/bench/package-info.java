/** The program that measures: its commands. Promises no stability. */
@NullMarked
package dev.polyphony.bench;

import org.jspecify.annotations.NullMarked;
