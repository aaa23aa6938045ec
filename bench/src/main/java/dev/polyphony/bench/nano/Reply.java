package dev.polyphony.bench.nano;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the model said, signalled and made.
 *
 * @param words as they were said
 * @param signals what it wanted to show, in order
 * @param media what it made; empty if it was not asked to make it
 */
record Reply(String words, List<String> signals, List<Media> media) {
    Reply {
        signals = List.copyOf(signals);
        media = List.copyOf(media);
    }

    /** Returns true if these are the words, however marks are spaced. */
    boolean says(String text) {
        return plain(words).equals(plain(text));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+(?=[.,?!:'])", "").replaceAll("\\s+", " ");
    }

    /** Returns what a judge says of the first medium of a modality; nothing if there is none. */
    <T> Map<String, String> judged(Modality modality, Function<Media, T> read, Function<T, Map<String, String>> judge) {
        Media first = first(modality);
        return first == null ? Map.of() : judge.apply(Objects.requireNonNull(read.apply(first)));
    }

    /** Returns the first medium of a modality, or null. */
    @Nullable
    Media first(Modality modality) {
        return media.stream()
                .filter(medium -> medium.modality() == modality)
                .findFirst()
                .orElse(null);
    }
}
