/** An any-to-any model as one tool, which takes a conversation of words and media and goes on with it. */
@NullMarked
package dev.polyphony.tools.anytoany;

import org.jspecify.annotations.NullMarked;
