/**
 * The vocabulary as JSON: what the journal keeps and the server speaks, as docs/wire-format.md fixes it. A {@code Wire…}
 * record is the JSON form of the domain type of that name; a {@code …Codec} turns the domain type into text and back.
 */
@NullMarked
package dev.polyphony.agent.codec;

import org.jspecify.annotations.NullMarked;
