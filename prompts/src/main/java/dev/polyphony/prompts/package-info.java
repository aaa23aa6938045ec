/**
 * Prompts: texts with a version, whose placeholders are the components of a record and take values as JSON alone, so that
 * no word of a user or a tool ever becomes part of an instruction; and example plans.
 */
@NullMarked
package dev.polyphony.prompts;

import org.jspecify.annotations.NullMarked;
