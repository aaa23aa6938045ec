package dev.polyphony.planners.search.chain;

import java.util.Set;

/**
 * Something that the request calls by its name.
 *
 * @param text the name
 * @param owner true if something is said to be its own or by it, as for people: "Nolan's films", "written by Poe"
 * @param kind words of what it is said to be: "the movie Titanic"
 */
record Name(String text, boolean owner, Set<String> kind) {}
