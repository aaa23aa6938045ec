/** Measures the engine against the ideal and against peers, with models and tools of set latency. Promises no stability. */
@NullMarked
package dev.polyphony.bench.engine;

import org.jspecify.annotations.NullMarked;
