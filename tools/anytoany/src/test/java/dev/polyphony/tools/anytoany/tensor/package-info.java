@NullMarked
package dev.polyphony.tools.anytoany.tensor;

import org.jspecify.annotations.NullMarked;
