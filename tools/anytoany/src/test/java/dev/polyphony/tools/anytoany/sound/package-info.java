@NullMarked
package dev.polyphony.tools.anytoany.sound;

import org.jspecify.annotations.NullMarked;
