@NullMarked
package dev.polyphony.tools.anytoany.diffusion;

import org.jspecify.annotations.NullMarked;
