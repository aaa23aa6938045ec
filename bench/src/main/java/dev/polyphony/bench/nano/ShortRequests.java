package dev.polyphony.bench.nano;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.tools.media.Pictures;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether a request that leaves attributes out got what it asked for: a medium of the right modality with the attributes
 * that were named. What was left out may be anything. Thread-safe.
 */
final class ShortRequests {
    /** Attributes that no judge can tell. */
    private static final Set<String> UNJUDGED = Set.of("timbre", "voice");

    private final DigitJudge digits;

    ShortRequests(DigitJudge digits) {
        this.digits = digits;
    }

    /** Returns what was right, by attribute and as {@code all}. */
    Marks marks(List<Case> asked, List<Reply> replies) {
        Marks marks = new Marks();
        for (int i = 0; i < asked.size(); i++) {
            Thing wanted = asked.get(i).wanted().get(0);
            Set<String> named = new HashSet<>(asked.get(i).asked());
            named.removeAll(UNJUDGED);
            Map<String, String> seen = seen(wanted.kind(), replies.get(i));
            boolean all = true;
            for (String attribute : named) {
                boolean right = wanted.get(attribute).equals(seen.get(attribute));
                marks.add(attribute, right);
                all &= right;
            }
            marks.add("all", all);
            marks.add(wanted.kind(), all);
        }
        return marks;
    }

    private Map<String, String> seen(String kind, Reply reply) {
        if (kind.equals("image")) {
            return reply.judged(Modality.IMAGE, Pictures::read, PictureJudge::picture);
        }
        if (kind.equals("video")) {
            return reply.judged(Modality.VIDEO, Asker::frames, PictureJudge::film);
        }
        Media sound = reply.first(Modality.AUDIO);
        return sound == null ? Map.of() : heard(kind, Asker.wave(sound));
    }

    private Map<String, String> heard(String kind, float[] wave) {
        Map<String, String> heard = new HashMap<>();
        switch (kind) {
            case "note" -> {
                int steps = SoundJudge.steps(wave);
                heard.put("pitch", Thing.PITCHES.get(Math.floorMod(steps, Thing.PITCHES.size())));
                heard.put("octave", String.valueOf(4 + Math.floorDiv(steps, Thing.PITCHES.size())));
            }
            case "chord" -> {
                String[] chord = SoundJudge.chord(wave).split(" ");
                heard.put("pitch", chord[0]);
                heard.put("mode", chord[chord.length - 1]);
            }
            case "digit" -> heard.put("digit", digits.digit(wave));
            default ->
                throw new IllegalArgumentException("no short request is for a thing of kind \"%s\"".formatted(kind));
        }
        return heard;
    }
}
