package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.tools.anytoany.bundle.Signal;
import dev.polyphony.tools.anytoany.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An answer as it is written: words, and wishes where media are to stand. Not thread-safe. */
final class Draft implements AnswerWriter.Listener {
    /** A stretch of it. */
    sealed interface Piece {}

    /** Words as they are shown. */
    record Words(String text) implements Piece {}

    /** A medium to be made, by what was tapped at its signal; the caption is the words before it. */
    record Wish(Signal signal, Tensor hidden, Tensor embeddings, String caption) implements Piece {}

    private final Tokenizer.Decoding decoding;
    private final Consumer<Event> events;
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private int wishes;

    Draft(Tokenizer tokenizer, Consumer<Event> events) {
        decoding = tokenizer.decoding();
        this.events = events;
    }

    @Override
    public void token(int id) {
        String more = decoding.next(id);
        if (!more.isEmpty()) {
            words.append(more);
            events.accept(new Event.Said(more));
        }
    }

    @Override
    public void signal(Signal signal, Tensor hidden, Tensor embeddings) {
        String caption = words.toString().strip();
        endWords();
        pieces.add(new Wish(signal, hidden, embeddings, caption));
        events.accept(new Event.Signalled(wishes++, signal.modality()));
    }

    private void endWords() {
        if (!words.isEmpty()) {
            pieces.add(new Words(words.toString()));
            words.setLength(0);
        }
    }

    List<Piece> pieces() {
        endWords();
        return List.copyOf(pieces);
    }
}
