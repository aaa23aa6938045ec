package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Signature;
import dev.polyphony.planners.search.language.Clause;
import dev.polyphony.planners.search.language.Mood;
import dev.polyphony.planners.search.language.Phrase;
import dev.polyphony.planners.search.language.Word;
import java.util.EnumSet;
import java.util.Set;

/**
 * What kinds of content a clause speaks of.
 *
 * @param taken pointed at: "this recording", "example.jpg"
 * @param wanted named as what should come out: "into text", "as a video"
 * @param asks true for a question, which wants to be told, not shown
 */
record Mentions(Set<Modality> taken, Set<Modality> wanted, boolean asks) {
    private static final Set<String> MAKING =
            Set.of("make", "build", "create", "produce", "generate", "compose", "assemble", "render", "cut", "prepare");
    private static final double TAKES = 0.6;
    private static final double REACHES = 0.4;
    private static final double GIVES = 0.9;
    private static final double OTHER = -0.6;
    private static final double SHOWS = -1;
    /** Where content is, is seldom what is asked. */
    private static final double FETCHES = -1;

    static Mentions of(Clause clause) {
        Set<Modality> taken = EnumSet.noneOf(Modality.class);
        Set<Modality> wanted = EnumSet.noneOf(Modality.class);
        for (Phrase phrase : clause.phrases()) {
            Modality kind = phrase.modality();
            if (kind == null) {
                continue;
            }
            Word before = phrase.start() > 0 ? clause.words().get(phrase.start() - 1) : null;
            boolean made = phrase.start() > clause.verb()
                    && MAKING.contains(clause.verbText())
                    && clause.phrases().get(0) == phrase;
            if (!phrase.isDefinite() && (made || before != null && before.is("into", "to", "as"))) {
                wanted.add(kind);
            } else if (phrase.isDefinite() || phrase.literal() != null) {
                taken.add(kind);
            }
        }
        return new Mentions(taken, wanted, clause.mood() == Mood.QUESTION);
    }

    /**
     * Returns by how much a tool gains in likeness because it takes or gives what is spoken of. What is spoken of and not
     * there, as "the text" on a picture, speaks for tools that bring it out.
     *
     * @param here kinds of content that are there
     */
    double support(Signature tool, Set<Modality> here) {
        boolean takes = tool.inputs().stream()
                .anyMatch(p -> !p.isParameter()
                        && taken.contains(p.modality())
                        && (here.isEmpty() || here.contains(p.modality())));
        boolean reaches = tool.inputs().stream()
                .anyMatch(p -> p.isRequired() && !p.isParameter() && isReached(p.modality(), here));
        boolean fetches = tool.inputs().stream().anyMatch(p -> Kind.of(p).address());
        boolean circles = tool.outputs().stream().anyMatch(p -> taken.contains(p.modality()));
        boolean reveals =
                tool.outputs().stream().anyMatch(p -> taken.contains(p.modality()) && !here.contains(p.modality()))
                        && tool.inputs().stream().anyMatch(p -> here.contains(p.modality()));
        boolean gives = tool.outputs().stream().anyMatch(p -> wanted.contains(p.modality()))
                && tool.inputs().stream().noneMatch(p -> p.isRequired() && wanted.contains(p.modality()));
        boolean tells = tool.outputs().stream().anyMatch(p -> !p.modality().isMedia());
        boolean other = !wanted.isEmpty() && tool.outputs().stream().noneMatch(p -> wanted.contains(p.modality()));
        return (other ? OTHER : 0)
                + (asks && !tells ? SHOWS : 0)
                + (fetches ? FETCHES : 0)
                + (takes || reveals ? TAKES : reaches && !circles ? REACHES : 0)
                + (gives ? GIVES : 0);
    }

    /** What is spoken of is there and can be turned into this: "what is said in this film". */
    private boolean isReached(Modality needed, Set<Modality> here) {
        return taken.stream().anyMatch(kind -> here.contains(kind) && Conversions.isUnasked(kind, needed));
    }
}
