@NullMarked
package dev.polyphony.tools.anytoany.exported;

import org.jspecify.annotations.NullMarked;
