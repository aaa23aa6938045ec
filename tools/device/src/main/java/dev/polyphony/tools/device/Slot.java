package dev.polyphony.tools.device;

import dev.polyphony.agent.ToolFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One device: its queue, and the models that are on it. Thread-safe. */
final class Slot {
    private static final Logger log = LoggerFactory.getLogger(Slot.class);

    final String device;
    final Semaphore queue;

    private final long budget;
    /** The models that are loaded, the one used longest ago first, with the number of calls that work on each. */
    private final Map<Resident, Integer> loaded = new LinkedHashMap<>();

    private long used;

    Slot(String device, long budget, int callsAtOnce) {
        this.device = device;
        this.budget = budget;
        this.queue = new Semaphore(callsAtOnce, true);
    }

    /** Takes a model into work, and loads it before if need be, once there is room for it. */
    synchronized void enter(Resident model) throws IOException, InterruptedException {
        Integer working = loaded.get(model);
        if (working == null) {
            makeRoom(model);
            model.load(device);
            used += model.bytes();
            working = 0;
        }
        loaded.remove(model);
        loaded.put(model, working + 1);
    }

    synchronized void leave(Resident model) {
        loaded.computeIfPresent(model, (same, working) -> working - 1);
        notifyAll();
    }

    private void makeRoom(Resident model) throws InterruptedException {
        if (budget > 0 && model.bytes() > budget) {
            throw new ToolFailedException(
                    "%s does not fit on %s: its weights are %d bytes, the budget is %d.\nMaybe a greater polyphony.local.memory."
                            .formatted(model.name(), device, model.bytes(), budget));
        }
        while (budget > 0 && used + model.bytes() > budget) {
            if (!unloadOldest()) {
                wait();
            }
        }
    }

    private boolean unloadOldest() {
        for (Map.Entry<Resident, Integer> entry : loaded.entrySet()) {
            if (entry.getValue() == 0) {
                unload(entry.getKey());
                return true;
            }
        }
        return false;
    }

    private void unload(Resident model) {
        loaded.remove(model);
        used -= model.bytes();
        model.unload();
        log.info("unloaded {} from {}", model.name(), device);
    }

    /** Waits until no other call works here, then unloads all models, this one as well, which may be half broken. */
    synchronized void clearFor(Resident model) throws InterruptedException {
        while (loaded.entrySet().stream().anyMatch(entry -> entry.getValue() > 0)) {
            wait();
        }
        new ArrayList<>(loaded.keySet()).forEach(this::unload);
        if (!loaded.containsKey(model)) {
            model.unload();
        }
    }

    synchronized void remove(Resident model) {
        boolean interrupted = false;
        while (loaded.getOrDefault(model, 0) > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (loaded.containsKey(model)) {
            unload(model);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized List<String> names() {
        return loaded.keySet().stream().map(Resident::name).toList();
    }
}
