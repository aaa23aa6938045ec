/**
 * Samplers: how a net that tells noise from content is called again and again until only content is left. Plain Java, checked
 * against golden values of the diffusers library.
 */
@NullMarked
package dev.polyphony.tools.anytoany.schedule;

import org.jspecify.annotations.NullMarked;
