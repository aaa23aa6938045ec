package dev.polyphony.planners.search.language;

import dev.polyphony.agent.Modality;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A noun phrase, or a pronoun, in a clause.
 *
 * @param words from the determiner to the head
 * @param start index of its first word in the clause
 * @param within the phrase that it belongs to by "of": in "a summary of the page", "the page" is within "a summary"; -1 if none
 * @param text the phrase with what hangs on it by "of"
 */
public record Phrase(List<Word> words, int start, int within, String text) {
    private static final List<String> PRONOUNS = List.of(
            "it", "them", "this", "that", "these", "those", "they", "both", "each", "its", "their", "all", "one");

    /** Returns the phrase alone, without what hangs on it. */
    public String core() {
        return Clause.join(words);
    }

    /** Returns true if it says where content is: "the web page", "this link", an address itself. */
    boolean isAddress() {
        Literal literal = literal();
        return literal != null && literal.kind() == Literal.Kind.ADDRESS
                || head().is("url", "link", "website", "webpage", "site", "uri")
                || words.stream().anyMatch(w -> w.is("web")) && head().is("page");
    }

    /** Returns true if it names a place in something: "the middle" of a film, "the end" of a letter. */
    boolean isPlace() {
        return head().is(
                        "middle",
                        "center",
                        "centre",
                        "beginning",
                        "start",
                        "end",
                        "half",
                        "part",
                        "section",
                        "portion",
                        "top",
                        "bottom",
                        "side",
                        "background",
                        "foreground",
                        "corner",
                        "rest",
                        "inside");
    }

    /** Returns the noun, or the pronoun. */
    public Word head() {
        return words.get(words.size() - 1);
    }

    /** Returns true if this is "it", "them", "both", or another word that stands for a thing. */
    public boolean isPronoun() {
        return words.size() == 1 && PRONOUNS.contains(head().lower());
    }

    /** Returns true if it names what was done to something: "a summary", "the translation". */
    public boolean isMade() {
        return Nouns.isMade(head().lower());
    }

    /** Returns true if it points at what is here: "this photo", "these", "the attached file". */
    public boolean isPointing() {
        return words.stream().anyMatch(w -> w.is("this", "these", "attached", "following", "given", "here"));
    }

    /** Returns true if it speaks of something known: "the result", "it", "its", "that text". */
    public boolean isDefinite() {
        return isPronoun()
                || words.get(0).is("the", "this", "that", "these", "those", "its", "their", "both", "my", "your");
    }

    /** Returns true if it speaks of several: "two photos", "them". */
    public boolean isPlural() {
        if (isPronoun()) {
            return head().is("them", "these", "those", "they", "both", "their", "all", "each");
        }
        return words.stream()
                        .anyMatch(
                                w -> w.is("both", "all", "each", "every", "two", "three", "several", "these", "those"))
                || head().literal() == null
                        && head().tag().isNominal()
                        && head().lower().matches(".*[^s]s");
    }

    /** Returns the words that say more than the kind of content: "spoken" of "the spoken text", nothing of "this photo". */
    public String naming() {
        return words.stream()
                .filter(w -> w.is(Tag.NOUN, Tag.PROPN, Tag.ADJ, Tag.VERB) && !Nouns.isCarrier(w.lower()))
                .map(Word::text)
                .collect(Collectors.joining(" "));
    }

    /** Returns what kind of content the words name; null if they name none. */
    public @Nullable Modality modality() {
        Literal literal = head().literal();
        if (literal != null && literal.modality() != null) {
            return literal.modality();
        }
        for (int i = words.size() - 1; i >= 0; i--) {
            Modality named = words.get(i).tag().isNominal() || words.get(i).is(Tag.X)
                    ? Nouns.modalityOf(words.get(i).text())
                    : null;
            if (named != null) {
                return named;
            }
        }
        return null;
    }

    /** Returns what is quoted or named here word for word; null if nothing is. */
    public @Nullable Literal literal() {
        return words.stream()
                .map(Word::literal)
                .filter(l -> l != null)
                .findFirst()
                .orElse(null);
    }
}
