package dev.polyphony.bench.plan;

import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.ArrayList;
import java.util.List;

/** A catalogue of any size, made of the tools of another. */
final class Grown {
    private Grown() {}

    /**
     * Returns a catalogue of so many tools: those of the given one, and then pairs of them that are joined to one, with both
     * names and both sentences, so that no text is there twice.
     *
     * @throws IllegalArgumentException if the catalogue is too small for so many pairs
     */
    static Catalogue of(Catalogue small, int size) {
        List<Tool> tools = small.toolbox().tools();
        int most = tools.size() * tools.size();
        if (size > most) {
            throw new IllegalArgumentException(
                    "%d tools cannot be made of %d: %d at most.\nMaybe name a larger catalogue."
                            .formatted(size, tools.size(), most));
        }
        List<Tool> grown = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Tool one = tools.get(i % tools.size());
            int apart = i / tools.size();
            grown.add(apart == 0 ? one : joined(one, tools.get((i + apart) % tools.size())));
        }
        return new Catalogue(Toolbox.of(grown, List.of()), small.ids(), small.form(), small.graph());
    }

    private static Tool joined(Tool one, Tool other) {
        Signature first = one.signature();
        Signature second = other.signature();
        String name = first.name() + "_and_" + second.name();
        return new Tool(
                new Signature(
                        name.substring(0, Math.min(120, name.length())),
                        first.does() + " " + second.does(),
                        first.inputs(),
                        first.outputs(),
                        List.of()),
                one.traits(),
                one.bindings());
    }
}
