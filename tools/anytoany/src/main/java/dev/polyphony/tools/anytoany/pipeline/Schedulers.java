package dev.polyphony.tools.anytoany.pipeline;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.anytoany.bundle.Part;
import dev.polyphony.tools.anytoany.schedule.Ddim;
import dev.polyphony.tools.anytoany.schedule.Diffusion;
import dev.polyphony.tools.anytoany.schedule.DpmSolver;
import dev.polyphony.tools.anytoany.schedule.Euler;
import dev.polyphony.tools.anytoany.schedule.NoiseSchedule;
import dev.polyphony.tools.anytoany.schedule.Pndm;
import dev.polyphony.tools.anytoany.schedule.Prediction;
import dev.polyphony.tools.anytoany.schedule.RectifiedFlow;
import dev.polyphony.tools.anytoany.schedule.Scheduler;
import dev.polyphony.tools.anytoany.schedule.Spacing;
import java.util.Arrays;
import java.util.Locale;

/** Reads the {@code sampler} of a generator in a {@code model.json}. */
public final class Schedulers {
    private Schedulers() {}

    /**
     * Returns the scheduler that a part describes: {@code rectified-flow} with {@code shift} and {@code prediction}; or {@code
     * ddim}, {@code pndm}, {@code euler}, {@code dpm-solver++} with {@code noise} (growth, first, last, steps), {@code
     * prediction}, {@code spacing}, {@code offset} and {@code end} (clean or noisy).
     *
     * @throws RegistrationException if a setting is missing, unknown or contradicts another
     */
    public static Scheduler of(Part part) {
        try {
            return switch (part.type()) {
                case "rectified-flow" ->
                    new RectifiedFlow(part.number("shift"), choice(Prediction.class, part, "prediction"));
                case "ddim" -> new Ddim(diffusion(part));
                case "pndm" -> new Pndm(diffusion(part));
                case "euler" -> new Euler(diffusion(part));
                case "dpm-solver++" -> new DpmSolver(diffusion(part));
                default ->
                    throw new IllegalArgumentException(
                            "\"%s\" is no type of sampler.\nMaybe \"ddim\".".formatted(part.type()));
            };
        } catch (IllegalArgumentException e) {
            throw new RegistrationException("model.json: \"%s\": %s".formatted(part.place(), e.getMessage()), e);
        }
    }

    private static Diffusion diffusion(Part part) {
        Part noise = part.under("noise");
        String end = part.text("end");
        if (!end.equals("clean") && !end.equals("noisy")) {
            throw new IllegalArgumentException("end (%s) must be clean or noisy.\nMaybe noisy.".formatted(end));
        }
        return new Diffusion(
                new NoiseSchedule(
                        choice(NoiseSchedule.Growth.class, noise, "growth"),
                        noise.number("first"),
                        noise.number("last"),
                        noise.size("steps")),
                choice(Prediction.class, part, "prediction"),
                choice(Spacing.class, part, "spacing"),
                (int) part.number("offset"),
                end.equals("clean"));
    }

    private static <E extends Enum<E>> E choice(Class<E> choices, Part part, String name) {
        String text = part.text(name);
        for (E each : choices.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException("%s (%s) must be one of %s, in lower case with hyphens.\nMaybe \"%s\"."
                .formatted(
                        name,
                        text,
                        Arrays.toString(choices.getEnumConstants()),
                        choices.getEnumConstants()[0].name().toLowerCase(Locale.ROOT)));
    }
}
