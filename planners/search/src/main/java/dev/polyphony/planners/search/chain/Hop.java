package dev.polyphony.planners.search.chain;

/**
 * A noun phrase as a step: "the lead actor of the movie".
 *
 * @param core the phrase alone, without names
 * @param text with what it hangs on
 * @param plain the same without names
 */
record Hop(String core, String text, String plain) {}
