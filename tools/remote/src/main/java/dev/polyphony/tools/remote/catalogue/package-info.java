/** What is known of multimodal models, as data. */
@NullMarked
package dev.polyphony.tools.remote.catalogue;

import org.jspecify.annotations.NullMarked;
