package dev.polyphony.planners.search.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Corrects tags where a request differs from the prose that the tagger learnt: imperatives, "4x", bare "this". */
final class Mending {
    private static final Pattern MULTIPLE = Pattern.compile("[0-9]+(?:\\.[0-9]+)?x|x[0-9]+|[0-9]+(?:st|nd|rd|th)");

    /** Verbs that are nouns too, or that the tagger takes for nouns, where they begin a command. */
    private static final Set<String> VERBS = Set.of("""
            add analyse analyze animate answer apply blur book burn buy calculate call cancel caption check
            classify close combine compare compile compose condense connect convert count create crop cut
            decipher decode delete describe detect download draw edit enable enlarge estimate explain extract
            find generate get give grab identify illustrate judge label list locate log make mark measure merge
            modify name narrate note ocr open order paint paraphrase pay pick play plot print produce pull put
            query rate read recognise recognize record remove reserve say scan schedule search segment send set
            share shorten show sketch sort speak split spot start stop strip summarise summarize tag take tell
            track transcribe transfer transform translate trim turn type update upscale voice withdraw write
            """.strip().split("\\s+"));

    private Mending() {}

    static List<Word> mend(List<Word> words) {
        List<Word> mended = new ArrayList<>(words);
        for (int i = 0; i < mended.size(); i++) {
            mended.set(i, mended.get(i).tagged(tag(mended, i)));
        }
        return List.copyOf(mended);
    }

    private static Tag tag(List<Word> words, int i) {
        Word word = words.get(i);
        Word next = i + 1 < words.size() ? words.get(i + 1) : null;
        if (word.literal() != null) {
            return Tag.NOUN;
        }
        if (MULTIPLE.matcher(word.lower()).matches()) {
            return Tag.NUM;
        }
        if (word.is("this", "that", "these", "those")
                && next != null
                && i + 2 < words.size()
                && isParticiple(next)
                && words.get(i + 2).tag().isNominal()) {
            return Tag.DET;
        }
        if (word.is("this", "that", "these", "those")
                && word.is(Tag.DET, Tag.PRON)
                && (next == null
                        || !next.is(Tag.NOUN, Tag.PROPN, Tag.ADJ, Tag.NUM)
                        || next.lower().matches("out|up"))) {
            return Tag.PRON;
        }
        if (word.is(Tag.NOUN) && i > 0 && (next == null || next.is(Tag.PUNCT)) && asksWithoutVerb(words, i)) {
            return Tag.VERB;
        }
        if (word.is("both")) {
            return Tag.DET;
        }
        if (word.is("twice", "thrice")) {
            return Tag.ADV;
        }
        if (word.is(
                "according",
                "based",
                "using",
                "regarding",
                "concerning",
                "judging",
                "given",
                "depending",
                "considering")) {
            return Tag.ADP;
        }
        if (word.is(Tag.VERB)
                && i > 0
                && words.get(i - 1).is("the", "a", "an")
                && (next == null || !next.tag().isNominal() && !next.is(Tag.ADJ))) {
            return Tag.NOUN;
        }
        if (i > 0
                && words.get(i - 1).is("a", "an")
                && word.is(Tag.ADJ, Tag.X, Tag.ADV, Tag.INTJ)
                && (next == null || next.is(Tag.PUNCT, Tag.CCONJ))) {
            return Tag.NOUN;
        }
        if (word.is("please", "kindly")) {
            return Tag.INTJ;
        }
        if (next != null
                && opensPredicate(words, i)
                && looksImperative(word, next, i + 2 < words.size() ? words.get(i + 2) : null)) {
            return Tag.VERB;
        }
        if (word.is(Tag.VERB)
                && i > 0
                && next != null
                && next.tag().isNominal()
                && isParticiple(word)
                && isModifierPlace(words, i)) {
            return Tag.ADJ;
        }
        return word.tag();
    }

    /** "What does the video show": after "does" there must be a verb. */
    private static boolean asksWithoutVerb(List<Word> words, int last) {
        boolean doing = words.subList(0, last).stream().anyMatch(w -> w.is("do", "does", "did"));
        return doing && words.subList(0, last).stream().noneMatch(w -> w.is(Tag.VERB));
    }

    /** Returns true if a verb that commands could stand here: first, or after "and", a comma, "then", "please", "to". */
    private static boolean opensPredicate(List<Word> words, int i) {
        if (i == 0) {
            return true;
        }
        Word before = words.get(i - 1);
        return before.is(Tag.CCONJ, Tag.PUNCT, Tag.INTJ)
                || before.is(
                        "then",
                        "to",
                        "also",
                        "please",
                        "next",
                        "finally",
                        "afterwards",
                        "just",
                        "first",
                        "afterward",
                        "subsequently");
    }

    private static boolean looksImperative(Word word, Word next, @Nullable Word third) {
        if (word.is(Tag.PRON) && VERBS.contains(word.lower()) && next.is(Tag.DET)) {
            return true;
        }
        if (!word.is(Tag.NOUN, Tag.ADJ, Tag.PROPN, Tag.X, Tag.INTJ, Tag.ADV, Tag.ADP)
                || word.lower()
                        .matches(
                                "now|then|so|also|please|hello|hi|hey|ok|okay|and|after|before|in|on|at|for|from|with|of|to|by|as|next|first|finally|lastly|additionally|about|into|only|just|out|like|all|both")) {
            return false;
        }
        if (VERBS.contains(word.lower()) && ClauseSplitter.isQuestionWord(next)) {
            return true;
        }
        if (VERBS.contains(word.lower()) && next.is(Tag.NOUN, Tag.PROPN, Tag.ADJ, Tag.NUM, Tag.PRON)) {
            return true;
        }
        if (next.is(Tag.DET) && !next.is("no", "some")
                || next.is(
                        "it", "them", "this", "these", "that", "those", "me", "my", "its", "their", "both", "each")) {
            return true;
        }
        return next.is("and") && third != null && third.is(Tag.VERB) && !isParticiple(third);
    }

    private static boolean isModifierPlace(List<Word> words, int i) {
        Word before = words.get(i - 1);
        return before.is(Tag.DET, Tag.ADJ, Tag.NUM) || before.is("its", "my", "your", "their", "his", "her", "our");
    }

    static boolean isParticiple(Word word) {
        return word.lower().endsWith("ed")
                || word.lower().endsWith("en")
                || word.lower().endsWith("ing")
                || word.lower().matches("said|spoken|made|written|read|cut|shown|found|put");
    }
}
