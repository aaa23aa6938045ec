package dev.polyphony.tools.anytoany.nano;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.bundle.Signal;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.PromptLayout;
import dev.polyphony.tools.anytoany.pipeline.Segment;
import dev.polyphony.tools.anytoany.pipeline.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code <bos>}, then for each turn {@code <user>}, the attached media between marks, the words, {@code <bot>}, the answer,
 * {@code <eos>}. What was made stands in an earlier answer as its signal tokens.
 */
final class TurnLayout implements PromptLayout {
    private final Tokenizer tokenizer;
    private final Map<Modality, Signal> signals;
    private final int begin;
    private final int user;
    private final int bot;
    private final int end;
    private final int open;
    private final int close;

    TurnLayout(Part part, Tokenizer tokenizer, Map<Modality, Signal> signals) {
        this.tokenizer = tokenizer;
        this.signals = signals;
        begin = tokenizer.id(part.text("begin"));
        user = tokenizer.id(part.text("user"));
        bot = tokenizer.id(part.text("bot"));
        end = tokenizer.id(part.text("end"));
        open = tokenizer.id(part.text("open"));
        close = tokenizer.id(part.text("close"));
    }

    @Override
    public List<Segment> layout(Dialogue dialogue) {
        Lines lines = new Lines();
        lines.add(begin);
        for (Dialogue.Exchange exchange : dialogue.history()) {
            question(lines, exchange.said(), exchange.media());
            for (Answered piece : exchange.answer()) {
                answered(lines, piece);
            }
            lines.add(end);
        }
        question(lines, dialogue.said(), dialogue.media());
        return lines.segments();
    }

    private void question(Lines lines, String said, List<Media> media) {
        lines.add(user);
        for (Media medium : media) {
            lines.add(open);
            lines.see(medium);
            lines.add(close);
        }
        tokenizer.encode(said).forEach(lines::add);
        lines.add(bot);
    }

    private void answered(Lines lines, Answered piece) {
        if (piece instanceof Answered.Words words) {
            tokenizer.encode(words.text()).forEach(lines::add);
        } else if (piece instanceof Answered.Shown shown) {
            Signal signal = signals.get(shown.media().modality());
            if (signal != null) {
                signal.ids().forEach(lines::add);
            }
        }
    }

    @Override
    public List<List<Integer>> stops() {
        return List.of(List.of(end));
    }

    /** Tokens up to a medium, the medium, tokens again. */
    private static final class Lines {
        private final List<Segment> segments = new ArrayList<>();
        private final List<Integer> tokens = new ArrayList<>();

        void add(int id) {
            tokens.add(id);
        }

        void see(Media media) {
            segments.add(new Segment.Tokens(tokens));
            tokens.clear();
            segments.add(new Segment.Seen(media));
        }

        List<Segment> segments() {
            segments.add(new Segment.Tokens(tokens));
            return segments;
        }
    }
}
