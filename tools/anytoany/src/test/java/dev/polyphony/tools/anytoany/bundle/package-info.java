@NullMarked
package dev.polyphony.tools.anytoany.bundle;

import org.jspecify.annotations.NullMarked;
