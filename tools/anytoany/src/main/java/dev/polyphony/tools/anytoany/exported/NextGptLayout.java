package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.agent.Media;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.PromptLayout;
import dev.polyphony.tools.anytoany.pipeline.Segment;
import dev.polyphony.tools.anytoany.pipeline.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * The conversation of NExT-GPT: {@code ### Human: …\n### Assistant: …\n###}. A token of beginning stands before every stretch of
 * words, media stand between marks, and what was made before is looked at again, in front of the words that came with it.
 * The reference takes a second medium of a turn for words, since its pattern swallows the blank between two; here each is
 * looked at.
 */
final class NextGptLayout implements PromptLayout {
    private final Tokenizer tokenizer;
    private final int begin;
    private final int open;
    private final int close;
    private final List<List<Integer>> stops;

    /** Reads {@code begin}, {@code open}, {@code close} (tokens) and {@code stops} (rows of tokens, separated by blanks). */
    NextGptLayout(Part part, Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        begin = tokenizer.id(part.text("begin"));
        open = tokenizer.id(part.text("open"));
        close = tokenizer.id(part.text("close"));
        stops = stops(part, tokenizer);
    }

    static List<List<Integer>> stops(Part part, Tokenizer tokenizer) {
        return part.texts("stops").stream()
                .map(stop -> Arrays.stream(stop.split(" ")).map(tokenizer::id).toList())
                .toList();
    }

    @Override
    public List<Segment> layout(Dialogue dialogue) {
        Turns turns = new Turns();
        turns.words.append("###");
        for (Dialogue.Exchange exchange : dialogue.history()) {
            turns.words.append(" Human: ");
            exchange.media().forEach(turns::see);
            turns.words.append(exchange.said()).append("\n### Assistant: ");
            List<Media> made = exchange.answer().stream()
                    .filter(Answered.Shown.class::isInstance)
                    .map(piece -> ((Answered.Shown) piece).media())
                    .toList();
            made.forEach(turns::see);
            turns.words.append(said(exchange.answer())).append("\n###");
        }
        turns.words.append(" Human: ");
        dialogue.media().forEach(turns::see);
        turns.words.append(' ').append(dialogue.said()).append("\n### Assistant:");
        turns.endWords();
        return turns.strand.segments();
    }

    private static String said(List<Answered> answer) {
        StringBuilder words = new StringBuilder();
        for (Answered piece : answer) {
            if (piece instanceof Answered.Words said) {
                words.append(said.text());
            }
        }
        return words.toString().strip();
    }

    @Override
    public List<List<Integer>> stops() {
        return stops;
    }

    /** Words up to a medium, which takes the blanks around it. */
    private final class Turns {
        private final Strand strand = new Strand();
        private final StringBuilder words = new StringBuilder();

        void see(Media media) {
            int end = words.length();
            words.setLength(end > 0 && words.charAt(end - 1) == ' ' ? end - 1 : end);
            endWords();
            strand.add(open);
            strand.see(media);
            strand.add(close);
        }

        void endWords() {
            if (!words.isEmpty()) {
                strand.add(begin);
                strand.add(tokenizer.encode(words.toString()));
                words.setLength(0);
            }
        }
    }
}
