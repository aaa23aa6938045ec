/**
 * Training of the nano model's generators in Java, on DJL's PyTorch engine, which must be on the class path. The shipped weights
 * come from the same nets in Python (docker/train); here the way is kept short and tested.
 */
@NullMarked
package dev.polyphony.tools.anytoany.nano.train;

import org.jspecify.annotations.NullMarked;
