/**
 * Language models in this process, by llama.cpp. The module is optional: whoever has it on the class path may name a file of
 * weights in the settings of a language model.
 */
@NullMarked
package dev.polyphony.planners.llama;

import org.jspecify.annotations.NullMarked;
