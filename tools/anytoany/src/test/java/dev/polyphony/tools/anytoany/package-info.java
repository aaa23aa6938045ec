@NullMarked
package dev.polyphony.tools.anytoany;

import org.jspecify.annotations.NullMarked;
