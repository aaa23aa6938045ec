package dev.polyphony.agent.annotation;

import dev.polyphony.agent.Modality;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says more of an input of a {@link Tool} method (at a parameter, or a component of a record), or of its output (at the
 * method, or a component of the record that it returns). An enum or boolean is a parameter with choices, a number with a
 * range or default one with limits; all others take artifacts too.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Port {
    /** Returns the name; if empty, that of the parameter or component, or of the modality for an only output. */
    String value() default "";

    /** Returns one phrase for people and planners. */
    String what() default "";

    /** Returns the modality, at most one; needed where the type does not tell it, as {@link dev.polyphony.agent.Media}. */
    Modality[] modality() default {};

    /** Returns true if it may be left out; the method is given null or an empty {@code Optional} then. */
    boolean optional() default false;

    /** Returns the only words allowed; the first one is the default if no other is set. */
    String[] choices() default {};

    /** Returns the least number allowed. */
    double min() default Double.NaN;

    /** Returns the greatest number allowed. */
    double max() default Double.NaN;

    /** Returns what an absent parameter means; empty if nothing. */
    String defaultValue() default "";
}
