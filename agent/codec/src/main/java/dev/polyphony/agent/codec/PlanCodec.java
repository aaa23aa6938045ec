package dev.polyphony.agent.codec;

import dev.polyphony.agent.Draft;
import dev.polyphony.agent.InvalidPlanException;
import dev.polyphony.agent.Plan;
import dev.polyphony.agent.StorageException;

/** {@link Plan}s and {@link Draft}s as JSON. */
public final class PlanCodec {
    private PlanCodec() {}

    /** Returns the plan as JSON. */
    public static String encode(Plan plan) {
        return Json.write(WirePlan.of(plan));
    }

    /** Returns the draft as JSON. */
    public static String encode(Draft draft) {
        return Json.write(WirePlan.of(draft));
    }

    /**
     * Returns the draft that the text holds; inputs, deliverables and answer may be absent, a literal may be any scalar.
     *
     * @throws InvalidPlanException if it holds none
     */
    public static Draft decodeDraft(String json) {
        return Json.read(json, "plan", tree -> Json.bind(tree, WirePlan.class).toDraft(), InvalidPlanException::new);
    }

    /**
     * Returns a plan that {@link #encode(Plan)} wrote; it is not checked again.
     *
     * @throws StorageException if the text holds none
     */
    public static Plan decode(String json) {
        return Json.read(json, "plan", tree -> Json.bind(tree, WirePlan.class).toPlan(), StorageException::new);
    }
}
