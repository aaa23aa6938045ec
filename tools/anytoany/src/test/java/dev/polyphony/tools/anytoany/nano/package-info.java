@NullMarked
package dev.polyphony.tools.anytoany.nano;

import org.jspecify.annotations.NullMarked;
