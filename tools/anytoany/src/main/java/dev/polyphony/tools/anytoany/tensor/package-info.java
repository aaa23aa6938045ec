/** Numbers with a shape, and the layers of nets, in plain Java. */
@NullMarked
package dev.polyphony.tools.anytoany.tensor;

import org.jspecify.annotations.NullMarked;
