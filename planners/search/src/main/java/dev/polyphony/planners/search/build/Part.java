package dev.polyphony.planners.search.build;

import dev.polyphony.planners.search.language.Phrase;
import java.util.List;

/**
 * A noun phrase that may ask for a task of its own: "a summary" in "read me a summary".
 *
 * @param phrase the words
 * @param scores one a tool
 * @param tools those that it may ask for, best first
 * @param rest scores of the clause with "it" in place of the phrase, one a tool
 */
public record Part(Phrase phrase, List<Double> scores, List<Integer> tools, List<Double> rest) {}
