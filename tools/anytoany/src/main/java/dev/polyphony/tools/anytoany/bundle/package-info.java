/** Models as files: {@code model.json} and the safetensors that it names, read strictly. */
@NullMarked
package dev.polyphony.tools.anytoany.bundle;

import org.jspecify.annotations.NullMarked;
