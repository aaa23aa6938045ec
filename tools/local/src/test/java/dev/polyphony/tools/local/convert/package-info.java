/** Converts a TensorFlow.js graph model to ONNX: how {@code nanodet-g.onnx} was made from its npm package. A tool of the build, not of the product. */
@NullMarked
package dev.polyphony.tools.local.convert;

import org.jspecify.annotations.NullMarked;
