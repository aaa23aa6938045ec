/**
 * Plain Java methods as tools: annotate a method with {@link dev.polyphony.agent.annotation.Tool}, its parameters with {@link
 * dev.polyphony.agent.annotation.Port}, and hand the object to {@link dev.polyphony.agent.annotation.AnnotatedTools}.
 */
@NullMarked
package dev.polyphony.agent.annotation;

import org.jspecify.annotations.NullMarked;
