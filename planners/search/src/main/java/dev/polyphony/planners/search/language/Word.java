package dev.polyphony.planners.search.language;

import org.jspecify.annotations.Nullable;

/**
 * One word of a request.
 *
 * @param text as written
 * @param lower in lower case
 * @param tag its part of speech
 * @param literal what stands here word for word, if this is quoted text or a file name; null otherwise
 */
public record Word(
        String text, String lower, Tag tag, @Nullable Literal literal) {

    /** Returns true if the word is one of these, in lower case. */
    public boolean is(String... words) {
        for (String word : words) {
            if (lower.equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** Returns true if the word is of one of these kinds. */
    public boolean is(Tag... tags) {
        for (Tag one : tags) {
            if (tag == one) {
                return true;
            }
        }
        return false;
    }

    Word tagged(Tag other) {
        return new Word(text, lower, other, literal);
    }

    /** Returns what stands for this word where meaning counts: a short quotation itself, a long one as "text". */
    public String meaning() {
        return literal == null ? text : literal.meaning();
    }
}
