@NullMarked
package dev.polyphony.agent.annotation;

import org.jspecify.annotations.NullMarked;
