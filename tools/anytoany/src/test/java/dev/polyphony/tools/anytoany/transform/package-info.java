@NullMarked
package dev.polyphony.tools.anytoany.transform;

import org.jspecify.annotations.NullMarked;
