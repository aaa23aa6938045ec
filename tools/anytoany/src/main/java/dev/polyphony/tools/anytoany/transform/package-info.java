/** Media as the numbers that published models were trained on. */
@NullMarked
package dev.polyphony.tools.anytoany.transform;

import org.jspecify.annotations.NullMarked;
