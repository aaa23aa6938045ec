@NullMarked
package dev.polyphony.tools.anytoany.golden;

import org.jspecify.annotations.NullMarked;
