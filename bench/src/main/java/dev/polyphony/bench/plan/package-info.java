/** How good planners are on public data: catalogues, requests, metrics, reports. */
@NullMarked
package dev.polyphony.bench.plan;

import org.jspecify.annotations.NullMarked;
