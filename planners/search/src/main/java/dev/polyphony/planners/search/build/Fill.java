package dev.polyphony.planners.search.build;

import dev.polyphony.agent.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to fill the ports of a tool: a state in which what it takes exists, and what each port takes. A port with
 * several inputs stands for as many tasks, unless it takes a list.
 *
 * @param state with the converters that this way needs
 * @param ports port name to inputs, in order
 */
record Fill(State state, Map<String, List<Input>> ports) {
    static Fill of(State state) {
        return new Fill(state, Map.of());
    }

    Fill with(String port, List<Input> inputs, double cost) {
        Map<String, List<Input>> now = new LinkedHashMap<>(ports);
        now.put(port, List.copyOf(inputs));
        return new Fill(state.plus(cost), now);
    }

    Fill on(State other) {
        return new Fill(other, ports);
    }
}
