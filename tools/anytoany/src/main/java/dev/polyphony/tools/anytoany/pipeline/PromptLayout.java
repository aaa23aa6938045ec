package dev.polyphony.tools.anytoany.pipeline;

import java.util.List;

/** How a conversation becomes one sequence: templates, marks around media, what ends an answer. Thread-safe. */
public interface PromptLayout {
    /** Returns the input that the model is to go on from. */
    List<Segment> layout(Dialogue dialogue);

    /** Returns the tokens, or rows of tokens, that end an answer; they are not part of it. */
    List<List<Integer>> stops();
}
