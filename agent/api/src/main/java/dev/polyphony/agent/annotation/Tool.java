package dev.polyphony.agent.annotation;

import dev.polyphony.agent.ToolBuilder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a tool. Its parameters are the inputs: a String, number, boolean, enum, {@link dev.polyphony.agent.Media},
 * {@code byte[]} or {@link java.nio.file.Path} (a media file), any {@link dev.polyphony.agent.Value}, a {@code List} or
 * {@code Optional} of these, or a record whose components are such. A parameter of the type {@link
 * dev.polyphony.agent.ToolCall} is given the call, for progress, cancel and the seed. The result is the output; a record has
 * one output for each component. What the method throws fails the task.
 *
 * @see AnnotatedTools#of
 * @see ToolBuilder
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Tool {
    /** Returns the name, {@code noun.verb}: {@code image.caption}. */
    String name();

    /** Returns in one sentence what the tool does; planners choose by it. */
    String does();

    /** Returns requests, in a user's words, that this tool answers. */
    String[] whenAsked() default {};

    /** Returns the longest that one attempt may take. */
    int withinSeconds() default 60;

    /** Returns the version, which changes whenever the same inputs may give other outputs. */
    String version() default "1";

    /** Returns the licence of the model or engine, as {@code Apache-2.0}; empty if not stated. */
    String licence() default "";

    /** Returns the model or engine with its version, for provenance; empty if there is none. */
    String model() default "";

    /** Returns true if the same inputs always give the same outputs and nothing else happens. */
    boolean pure() default false;

    /** Returns true if a call changes something that outlasts the run, as a file or a mailbox. */
    boolean writes() default false;

    /** Returns what one call costs, in US dollars. */
    double costUsd() default 0;

    /** Returns the endpoint that content leaves this machine to; empty if none does. */
    String servedBy() default "";

    /** Returns how many attempts may be under way at the same time; 0 for no limit. */
    int atMost() default 0;
}
