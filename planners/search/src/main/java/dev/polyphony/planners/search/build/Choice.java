package dev.polyphony.planners.search.build;

/**
 * What was decided for a piece of the request.
 *
 * @param step place in the request
 * @param words the piece
 * @param tool the tool; "-" if none
 * @param score its likeness, in standard deviations
 */
public record Choice(int step, String words, String tool, double score) {}
