package dev.polyphony;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Traits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one tool with many bindings of tools that several sources have under one name: a local model and endpoints. */
final class JoinedTools {
    private static final Logger LOG = LoggerFactory.getLogger(JoinedTools.class);

    private JoinedTools() {}

    /** Returns the tools of all sources, those of the first source first. */
    static List<Tool> of(List<List<Tool>> sources) {
        Map<String, Tool> joined = new LinkedHashMap<>();
        List<Tool> twins = new ArrayList<>();
        for (List<Tool> source : sources) {
            Map<String, Tool> mine = new LinkedHashMap<>();
            for (Tool tool : source) {
                if (mine.putIfAbsent(tool.name(), tool) != null) {
                    twins.add(tool);
                }
            }
            mine.values().forEach(tool -> joined.merge(tool.name(), tool, JoinedTools::join));
        }
        List<Tool> all = new ArrayList<>(joined.values());
        all.addAll(twins);
        return all;
    }

    private static Tool join(Tool first, Tool second) {
        if (!areInterchangeable(first.signature(), second.signature())) {
            LOG.warn("{} of {} is left out: {} has it with other ports", second.name(), ids(second), ids(first));
            return first;
        }
        Traits a = first.traits();
        Traits b = second.traits();
        Traits traits = new Traits(
                a.version() + "+" + b.version(),
                a.licence(),
                a.pure() && b.pure(),
                a.timeout().compareTo(b.timeout()) >= 0 ? a.timeout() : b.timeout(),
                a.writes() || b.writes());
        List<Binding> bindings = new ArrayList<>(first.bindings());
        bindings.addAll(second.bindings());
        return new Tool(first.signature(), traits, bindings);
    }

    /** The same required inputs and the same outputs; points of two embedding models can't be compared, so never those. */
    private static boolean areInterchangeable(Signature a, Signature b) {
        return shape(a.outputs()).equals(shape(b.outputs()))
                && shape(required(a)).equals(shape(required(b)))
                && a.outputs().stream().noneMatch(port -> port.modality() == Modality.EMBEDDING);
    }

    private static List<Port> required(Signature signature) {
        return signature.inputs().stream().filter(Port::isRequired).toList();
    }

    private static List<String> shape(List<Port> ports) {
        return ports.stream()
                .map(p -> p.name() + " " + p.modality() + " " + p.cardinality())
                .toList();
    }

    private static List<String> ids(Tool tool) {
        return tool.bindings().stream().map(Binding::id).toList();
    }
}
