package dev.polyphony.tools.anytoany.exported;

import dev.polyphony.agent.Media;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.PromptLayout;
import dev.polyphony.tools.anytoany.pipeline.Segment;
import dev.polyphony.tools.anytoany.pipeline.Tokenizer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation by a template: {@code question} with <code>{media}</code>, <code>{said}</code> and <code>{token:NAME}</code> in
 * it, and {@code answer} with <code>{said}</code> for what was answered before. Words between two of these marks are tokenized
 * for themselves; what is said joins the words around it.
 */
final class TemplateLayout implements PromptLayout {
    private static final Pattern MARK = Pattern.compile("\\{media}|\\{token:([^}]+)}");

    private final Tokenizer tokenizer;
    private final String first;
    private final String question;
    private final String answer;
    private final String open;
    private final String close;
    private final List<List<Integer>> stops;

    /** Reads {@code first}, {@code question}, {@code answer}, {@code open}, {@code close} (around each medium) and {@code stops}. */
    TemplateLayout(Part part, Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        first = part.has("first") ? part.text("first") : "";
        question = part.text("question");
        answer = part.text("answer");
        open = part.has("open") ? part.text("open") : "";
        close = part.has("close") ? part.text("close") : "";
        stops = NextGptLayout.stops(part, tokenizer);
    }

    @Override
    public List<Segment> layout(Dialogue dialogue) {
        Strand strand = new Strand();
        String before = first;
        for (Dialogue.Exchange exchange : dialogue.history()) {
            fill(strand, before + question, exchange.said(), exchange.media());
            StringBuilder said = new StringBuilder();
            for (Answered piece : exchange.answer()) {
                said.append(piece instanceof Answered.Words words ? words.text() : "");
            }
            fill(strand, answer, said.toString().strip(), List.of());
            before = "";
        }
        fill(strand, before + question, dialogue.said(), dialogue.media());
        return strand.segments();
    }

    private void fill(Strand strand, String template, String said, List<Media> media) {
        Matcher mark = MARK.matcher(template);
        int at = 0;
        while (mark.find()) {
            words(strand, template.substring(at, mark.start()), said);
            if (mark.group(1) != null) {
                strand.add(tokenizer.id(mark.group(1)));
            } else {
                for (Media medium : media) {
                    fill(strand, open, "", List.of());
                    strand.see(medium);
                    fill(strand, close, "", List.of());
                }
            }
            at = mark.end();
        }
        words(strand, template.substring(at), said);
    }

    private void words(Strand strand, String template, String said) {
        strand.add(tokenizer.encode(template.replace("{said}", said)));
    }

    @Override
    public List<List<Integer>> stops() {
        return stops;
    }
}
