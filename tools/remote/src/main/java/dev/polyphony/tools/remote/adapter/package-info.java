/** One class for each wire family of model servers. Promises nothing. */
@NullMarked
package dev.polyphony.tools.remote.adapter;

import org.jspecify.annotations.NullMarked;
