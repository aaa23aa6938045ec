@NullMarked
package dev.polyphony.tools.anytoany.pipeline;

import org.jspecify.annotations.NullMarked;
