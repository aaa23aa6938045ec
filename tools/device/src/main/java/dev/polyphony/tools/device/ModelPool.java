package dev.polyphony.tools.device;

import dev.polyphony.agent.ToolFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which models are on which device. Each device has one queue, first come, first served; a model is put where least is, and stays
 * there. Where a budget would be exceeded, the models that were used longest ago and do not work leave. Where memory is out all
 * the same, every other model leaves the device and the call is tried once more. Thread-safe.
 */
public final class ModelPool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ModelPool.class);

    private final List<Slot> slots;
    private final Map<Resident, Slot> places = new IdentityHashMap<>();
    /** The model that works on this thread. */
    private final ThreadLocal<Resident> turn = new ThreadLocal<>();

    private ModelPool(List<Slot> slots) {
        this.slots = List.copyOf(slots);
    }

    /**
     * Returns a pool without models.
     *
     * @param devices at least one: {@code cpu}, {@code cuda:0}; {@code cpu:0} and {@code cpu:1} are two queues on one CPU
     * @param budgetBytes bytes of weights that may be on one device; 0 for no limit
     * @param callsAtOnce how many calls may run at the same time on one device
     */
    public static ModelPool of(List<String> devices, long budgetBytes, int callsAtOnce) {
        return new ModelPool(devices.stream()
                .map(device -> new Slot(device, budgetBytes, callsAtOnce))
                .toList());
    }

    /**
     * What is done with a model while it is loaded. It can't use the pool itself: its turn lasts as long as it works, and
     * whoever waited for a second turn within the first might wait for ever.
     */
    public interface Work<T, E extends Exception> {
        /** Works, on the thread that asked the pool. */
        T run() throws IOException, E;
    }

    /**
     * Runs work of a model, which is loaded before if need be. Waits for its turn.
     *
     * @throws ToolFailedException if the device's memory is out, with other models unloaded as well
     * @throws IllegalStateException if a model works on this thread already
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    public <T, E extends Exception> T run(Resident model, Work<T, E> work) throws IOException, E, InterruptedException {
        Resident before = turn.get();
        if (before != null) {
            throw new IllegalStateException(
                    "%s was asked for while %s works on the same thread.\nMaybe ask for it before or after."
                            .formatted(model.name(), before.name()));
        }
        Slot slot = place(model);
        slot.queue.acquire();
        turn.set(model);
        try {
            try {
                return attempt(slot, model, work);
            } catch (Exception | Error e) {
                if (!Memory.isOut(e)) {
                    throw e;
                }
                log.warn("memory of {} is out under {}: other models leave it", slot.device, model.name());
                slot.clearFor(model);
            }
            try {
                return attempt(slot, model, work);
            } catch (Exception | Error e) {
                if (!Memory.isOut(e)) {
                    throw e;
                }
                slot.clearFor(model);
                throw new ToolFailedException(
                        "memory of %s is out: %s, whose weights are %d MB, failed twice, the second time with no other model there.\nMaybe a smaller input, or another polyphony.local.device."
                                .formatted(slot.device, model.name(), model.bytes() >> 20),
                        e);
            }
        } finally {
            turn.remove();
            slot.queue.release();
        }
    }

    private <T, E extends Exception> T attempt(Slot slot, Resident model, Work<T, E> work)
            throws IOException, E, InterruptedException {
        slot.enter(model);
        try {
            return work.run();
        } finally {
            slot.leave(model);
        }
    }

    /** Loads a model unless it is loaded, when it is its turn. */
    public void load(Resident model) throws IOException, InterruptedException {
        run(model, () -> true);
    }

    private synchronized Slot place(Resident model) {
        return places.computeIfAbsent(
                model,
                unplaced -> slots.stream()
                        .min(Comparator.comparingLong((Slot slot) -> load(slot)))
                        .orElseThrow());
    }

    /** Bytes of all models whose place this is, loaded or not; one more for each, so that small ones spread as well. */
    private long load(Slot slot) {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue() == slot)
                .mapToLong(entry -> entry.getKey().bytes() + 1)
                .sum();
    }

    /** Waits until a model does not work, then frees it; it has no place any more. */
    public void remove(Resident model) {
        Slot slot;
        synchronized (this) {
            slot = places.remove(model);
        }
        if (slot != null) {
            slot.remove(model);
        }
    }

    /** Returns the names of the models on a device, the one used longest ago first. */
    public List<String> on(String device) {
        return slots.stream()
                .filter(slot -> slot.device.equals(device))
                .flatMap(slot -> slot.names().stream())
                .toList();
    }

    /** Frees all models, each once it does not work any more. */
    @Override
    public void close() {
        List<Resident> all;
        synchronized (this) {
            all = new ArrayList<>(places.keySet());
        }
        all.forEach(this::remove);
    }
}
