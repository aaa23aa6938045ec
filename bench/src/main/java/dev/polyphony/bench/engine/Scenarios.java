package dev.polyphony.bench.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The scenarios. Each is known by its name and the latencies of the run, so that the mock and the runner make the same. */
public final class Scenarios {
    /** The scenarios of fixed shape that all systems run. */
    public static final List<String> SHARED = List.of("S1", "S2", "S3", "S4");

    static final String TO_IMAGE = "image.make";
    static final String TO_TEXT = "image.caption";
    static final String DEPTH = "image.depth";
    static final String CLASSIFY = "image.classify";
    static final String SPEAK = "speech.speak";
    static final String WORK = "text.work";
    static final String SUMMARIZE = "text.summarize";

    private static final int NODES = 30;
    private static final int REACH = 8;

    private Scenarios() {}

    /**
     * Returns a scenario.
     *
     * @param id {@code S1} to {@code S5}, or {@code S6-} and a seed; {@code S7} is S2 with three calls of one tool over HTTP,
     *     {@code S8} a chain of eight tasks whose plan is written slowly
     * @param llm how long the model takes for one call
     * @param tool how long a tool works, in S1 to S4; the others have times of their own
     * @throws IllegalArgumentException if there is none of this id
     */
    public static Scenario of(String id, Duration llm, Duration tool) {
        return new Scenario(
                id,
                llm,
                switch (id) {
                    case "S1" -> List.of(new Step("t1", TO_IMAGE, List.of(), tool));
                    case "S2" ->
                        List.of(
                                new Step("t1", TO_IMAGE, List.of(), tool),
                                new Step("t2", TO_TEXT, List.of("t1"), tool),
                                new Step("t3", SPEAK, List.of("t2"), tool));
                    case "S3" ->
                        IntStream.rangeClosed(1, 4)
                                .mapToObj(n -> new Step("t" + n, TO_IMAGE, List.of(), tool))
                                .toList();
                    case "S4" ->
                        List.of(
                                new Step("t1", TO_IMAGE, List.of(), tool),
                                new Step("t2", TO_TEXT, List.of("t1"), tool),
                                new Step("t3", DEPTH, List.of("t1"), tool),
                                new Step("t4", CLASSIFY, List.of("t1"), tool),
                                new Step("t5", SPEAK, List.of("t2"), tool));
                    case "S5" ->
                        List.of(work("A", 1_000), work("C", 100), work("E", 1_000, "C"), work("F", 100, "A", "C"));
                    case "S7" ->
                        List.of(
                                new Step("t1", SUMMARIZE, List.of(), tool),
                                new Step("t2", SUMMARIZE, List.of("t1"), tool),
                                new Step("t3", SUMMARIZE, List.of("t2"), tool));
                    case "S8" -> chain();
                    default -> random(seedOf(id));
                });
    }

    /** Eight tasks in a row that take about half of the time in which their plan is written, the last one little of it. */
    private static List<Step> chain() {
        List<Step> steps = new ArrayList<>();
        for (int n = 1; n <= 8; n++) {
            String[] needs = n == 1 ? new String[0] : new String[] {"t" + (n - 1)};
            steps.add(work("t" + n, n == 8 ? 400 : 600, needs));
        }
        return steps;
    }

    private static Step work(String id, long millis, String... needs) {
        return new Step(id, WORK, List.of(needs), Duration.ofMillis(millis));
    }

    private static long seedOf(String id) {
        if (!id.matches("S6-\\d{1,9}")) {
            throw new IllegalArgumentException("there is no scenario \"%s\".\nMaybe S1 to S5, or S6-1.".formatted(id));
        }
        return Long.parseLong(id.substring(3));
    }

    /** Thirty steps; each but the first takes from none to three of the eight before it. */
    private static List<Step> random(long seed) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            TreeSet<Integer> parents = new TreeSet<>();
            int wanted = node == 0 ? 0 : Math.min(random.nextInt(4), Math.min(node, REACH));
            int first = Math.max(0, node - REACH);
            while (parents.size() < wanted) {
                parents.add(first + random.nextInt(node - first));
            }
            long millis = Math.round(Math.min(3_000, Math.max(20, 300 * Math.exp(0.6 * random.nextGaussian()))));
            steps.add(
                    work("n" + node, millis, parents.stream().map(n -> "n" + n).toArray(String[]::new)));
        }
        return steps;
    }
}
