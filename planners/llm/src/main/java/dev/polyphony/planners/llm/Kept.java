package dev.polyphony.planners.llm;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A text that is the same for many requests, such as what a model is told of the tools: the last one is kept, and made anew
 * when what it depends on is another. Thread-safe.
 *
 * @param <K> what it depends on, compared by {@code equals}
 */
final class Kept<K> {
    private record Last<K>(K key, String text) {}

    private final Function<K, String> maker;
    private volatile @Nullable Last<K> last;

    Kept(Function<K, String> maker) {
        this.maker = maker;
    }

    String of(K key) {
        Last<K> known = last;
        if (known == null || !known.key().equals(key)) {
            known = new Last<>(key, maker.apply(key));
            last = known;
        }
        return known.text();
    }
}
