package dev.polyphony;

import dev.polyphony.agent.Attachment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A row of the acceptance table.
 *
 * @param attachments what the request comes with
 * @param tools names of the tools that must be planned, sorted
 * @param check looks at what came of it
 * @param phrasings the request, in several ways
 */
record Row(Supplier<List<Attachment>> attachments, List<String> tools, Consumer<Asked> check, List<String> phrasings) {

    /** Starts a row: what must be planned, in any order. */
    static Start plans(String... tools) {
        return new Start(Arrays.stream(tools).sorted().toList());
    }

    record Start(List<String> tools) {
        With with(Supplier<List<Attachment>> attachments) {
            return new With(tools, attachments);
        }

        With withNothing() {
            return with(List::of);
        }
    }

    record With(List<String> tools, Supplier<List<Attachment>> attachments) {
        Checked gives(Consumer<Asked> check) {
            return new Checked(this, check);
        }
    }

    record Checked(With with, Consumer<Asked> check) {
        Row when(String... phrasings) {
            return new Row(with.attachments(), with.tools(), check, new ArrayList<>(List.of(phrasings)));
        }
    }
}
