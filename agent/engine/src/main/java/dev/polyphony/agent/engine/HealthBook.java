package dev.polyphony.agent.engine;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.BindingSelector;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The health of all bindings of an engine, their gates, and the budget of extra calls. Thread-safe. */
final class HealthBook {
    private record Key(String tool, String binding) {}

    private final Map<Key, Health> healths = new ConcurrentHashMap<>();
    private final Map<Key, Gate> gates = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong extra = new AtomicLong();
    private final double hedgeShare;

    private final Clock clock;

    HealthBook(double hedgeShare, Clock clock) {
        this.hedgeShare = hedgeShare;
        this.clock = clock;
    }

    Health of(Tool tool, Binding binding) {
        return healths.computeIfAbsent(new Key(tool.name(), binding.id()), key -> new Health(new Breaker(clock)));
    }

    Gate gate(Tool tool, Binding binding) {
        return gates.computeIfAbsent(new Key(tool.name(), binding.id()), key -> new Gate(binding.atOnce()));
    }

    /** Takes in how attempts of earlier programs went, of bindings that there still are. */
    void remember(List<BindingSelector.Observation> earlier, Toolbox toolbox) {
        for (BindingSelector.Observation one : earlier) {
            toolbox.find(one.tool())
                    .ifPresent(tool -> tool.bindings().stream()
                            .filter(binding -> binding.id().equals(one.binding()))
                            .forEach(binding -> of(tool, binding).remember(one.took(), one.success())));
        }
    }

    /** Returns how long calls of a tool usually take, by its quickest binding; zero if nothing is known. */
    Duration usual(Tool tool) {
        return tool.bindings().stream()
                .map(binding -> of(tool, binding))
                .filter(health -> health.successes() > 0)
                .map(Health::median)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    void countCall() {
        calls.incrementAndGet();
    }

    /** Returns true if less than half of the extra calls that there may be were made. */
    boolean hasExtraCalls() {
        return extra.get() < hedgeShare / 2 * calls.get();
    }

    /** Takes one extra call out of the budget; returns false if there is none left. */
    boolean takeExtraCall() {
        if (extra.incrementAndGet() <= hedgeShare * calls.get()) {
            return true;
        }
        extra.decrementAndGet();
        return false;
    }
}
