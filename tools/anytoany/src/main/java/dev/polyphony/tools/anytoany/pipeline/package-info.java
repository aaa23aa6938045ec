/**
 * An any-to-any model as five components and the pipeline that runs any choice of them: modality encoders, an input
 * projector, a language model, output projectors and modality generators.
 */
@NullMarked
package dev.polyphony.tools.anytoany.pipeline;

import org.jspecify.annotations.NullMarked;
