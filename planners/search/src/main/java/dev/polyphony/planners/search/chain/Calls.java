package dev.polyphony.planners.search.chain;

import dev.polyphony.agent.Input;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Task;
import dev.polyphony.planners.search.language.Literal;
import dev.polyphony.planners.search.language.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tasks of a chain: ports that must be filled take what the call before gave, or words of the request. */
public final class Calls {
    private final ChainIndex index;
    private final ChainSearch search;
    private final Reading reading;

    /** Prepares for the chains of one request. */
    public Calls(ChainIndex index, ChainSearch search, Reading reading) {
        this.index = index;
        this.search = search;
        this.reading = reading;
    }

    /** Returns the tasks of a chain, in order. */
    public List<Task> of(Chain chain) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < chain.links().size(); i++) {
            tasks.add(task(chain.links().get(i), tasks.isEmpty() ? null : tasks.get(i - 1)));
        }
        return tasks;
    }

    private Task task(Chain.Link link, @Nullable Task before) {
        Signature tool = index.cards().get(link.tool()).signature();
        Map<String, Input> inputs = new LinkedHashMap<>();
        boolean joined = before == null;
        for (Port port : ports(tool, link.tool())) {
            if (!joined && before != null) {
                String output = outputOf(before);
                inputs.put(port.name(), Input.Made.by(before.id(), output));
                joined = true;
            } else if (port.isRequired()) {
                inputs.put(port.name(), new Input.Literal(words(link)));
            }
        }
        String id = "t" + (before == null ? 1 : Integer.parseInt(before.id().substring(1)) + 1);
        return new Task(id, tool.name(), inputs, joined || before == null ? List.of() : List.of(before.id()));
    }

    private String outputOf(Task task) {
        return index.cards().stream()
                .filter(c -> c.name().equals(task.tool()))
                .map(c -> c.signature().outputs().get(0).name())
                .findFirst()
                .orElseThrow();
    }

    /** The ports to fill, that which takes an id first; what may stay empty stays empty. */
    private List<Port> ports(Signature tool, int at) {
        List<Port> ports = new ArrayList<>();
        String need = index.needs().of(at);
        for (Port port : tool.inputs()) {
            boolean takes = need != null
                    && port.name().matches(".*(?:id|Id|ID|ids|Ids)")
                    && Label.set(port.name()).containsAll(Label.set(need));
            if (takes && !port.isParameter()) {
                ports.add(0, port);
            } else if (port.isRequired() && !port.isParameter()) {
                ports.add(port);
            }
        }
        return ports;
    }

    private String words(Chain.Link link) {
        if (search.linked()) {
            List<Literal> said = reading.literals();
            return said.isEmpty() ? reading.text().strip() : said.get(0).text();
        }
        return link.piece() < 0 ? reading.text().strip() : search.pieces().get(link.piece());
    }
}
