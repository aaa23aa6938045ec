/** Sound as numbers that nets read, and back. */
@NullMarked
package dev.polyphony.tools.anytoany.sound;

import org.jspecify.annotations.NullMarked;
