package dev.polyphony.tools.anytoany;

import dev.polyphony.agent.ToolCall;
import dev.polyphony.tools.anytoany.pipeline.Event;
import java.util.function.Consumer;

/**
 * Tells a call how an answer comes about: the words up to the first medium as they come, then how far each medium is. Used by
 * the thread that answers.
 */
final class Speech implements Consumer<Event> {
    private final ToolCall call;
    private final StringBuilder blanks = new StringBuilder();
    private boolean begun;
    private int media;

    Speech(ToolCall call) {
        this.call = call;
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Said said) {
            say(said.words());
        } else if (event instanceof Event.Signalled) {
            media++;
        } else if (event instanceof Event.Started started) {
            call.progress("makes %s, %d of %d".formatted(started.modality().portName(), started.index() + 1, media));
        } else if (event instanceof Event.Progressed at) {
            call.progress(at.index() * at.total() + at.done(), media * at.total());
        }
    }

    /** Says words, without blanks at the beginning and the end of all: a medium may stand there. */
    private void say(String words) {
        if (media > 0) {
            return;
        }
        blanks.append(words);
        String all = begun ? blanks.toString() : blanks.toString().stripLeading();
        String certain = all.stripTrailing();
        if (!certain.isEmpty()) {
            call.say(certain);
            begun = true;
            blanks.setLength(0);
            blanks.append(all.substring(certain.length()));
        }
    }
}
