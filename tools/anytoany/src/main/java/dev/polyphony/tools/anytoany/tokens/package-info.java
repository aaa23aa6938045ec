/** Tokenizers of published models. */
@NullMarked
package dev.polyphony.tools.anytoany.tokens;

import org.jspecify.annotations.NullMarked;
