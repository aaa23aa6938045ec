/** One HTTP call to a model endpoint, guarded: deadlines, size caps, typed errors, jobs, no secrets in words. Promises nothing. */
@NullMarked
package dev.polyphony.tools.remote.http;

import org.jspecify.annotations.NullMarked;
