/** Components whose nets were exported from PyTorch to ONNX: encoders, language models, projectors, and what calls them. */
@NullMarked
package dev.polyphony.tools.anytoany.exported;

import org.jspecify.annotations.NullMarked;
