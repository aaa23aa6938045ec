/**
 * What tests of Polyphony, and of code that uses it, are made of: a scripted LLM server, fakes that can be told what to do,
 * and one abstract suite for each SPI.
 */
@NullMarked
package dev.polyphony.testkit;

import org.jspecify.annotations.NullMarked;
