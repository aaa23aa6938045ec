package dev.polyphony.bench.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks all systems for the same, in turn, so that whatever the machine does otherwise hits all of them. */
final class SideBySide {
    private static final com.sun.management.OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    private final List<Contender> contenders;
    private final ChildJvm model;
    private final Consumer<String> faults;

    /** @param faults gets what went wrong */
    SideBySide(List<Contender> contenders, ChildJvm model, Consumer<String> faults) {
        this.contenders = contenders;
        this.model = model;
        this.faults = faults;
    }

    /**
     * Returns one row for each system that serves the scenario.
     *
     * @param rounds how often each is asked
     * @param most no further round begins after this time
     */
    List<Row> run(String id, Duration llm, Duration tool, int rounds, Duration most)
            throws IOException, InterruptedException {
        Scenario scenario = Scenarios.of(id, llm, tool);
        String words = "Do it. " + Marker.of(id, llm, tool);
        Map<Contender, Samples> all = new LinkedHashMap<>();
        contenders.stream().filter(one -> one.serves(id)).forEach(one -> all.put(one, new Samples()));
        model.takeCalls();
        long end = System.nanoTime() + most.toNanos();
        for (int round = 0; round < rounds && System.nanoTime() < end; round++) {
            for (Map.Entry<Contender, Samples> one : all.entrySet()) {
                if (round >= one.getKey().mostRounds()) {
                    continue;
                }
                once(one.getKey(), scenario, words, one.getValue());
            }
        }
        List<Row> rows = new ArrayList<>();
        all.forEach((contender, samples) -> rows.add(samples.row(contender.name(), scenario, 1, tool)));
        return rows;
    }

    private void once(Contender contender, Scenario scenario, String words, Samples samples)
            throws IOException, InterruptedException {
        contender.prepare(scenario);
        long tools = contender.toolCalls();
        long cpu = PROCESS.getProcessCpuTime();
        long begun = System.nanoTime();
        try {
            contender.serve(scenario, words);
            samples.took(System.nanoTime() - begun);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            samples.failed();
            faults.accept("%s, %s: %s".formatted(contender.name(), scenario.id(), e));
        }
        long used = contender.inThisProcess() ? PROCESS.getProcessCpuTime() - cpu : 0;
        samples.used(used, model.takeCalls(), contender.toolCalls() - tools);
    }
}
