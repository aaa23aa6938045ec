package dev.polyphony.agent.engine;

import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Tool;
import java.time.Clock;
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

    void countCall() {
        calls.incrementAndGet();
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
