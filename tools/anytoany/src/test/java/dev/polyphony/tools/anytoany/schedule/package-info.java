@NullMarked
package dev.polyphony.tools.anytoany.schedule;

import org.jspecify.annotations.NullMarked;
