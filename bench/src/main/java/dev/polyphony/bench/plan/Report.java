package dev.polyphony.bench.plan;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.polyphony.bench.plan.PlanShape.Link;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Prints figures: what could be run, how long planning took, and how near plans are to gold. */
final class Report {
    private static final int TOP = 10;
    private final Catalogue catalogue;
    private final PrintWriter out;

    Report(Catalogue catalogue, PrintWriter out) {
        this.catalogue = catalogue;
        this.out = out;
    }

    private void line(String form, Object... values) {
        out.println(String.format(ROOT, form, values));
    }

    /** Prints what needs no gold. */
    void running(List<Planned> all) {
        int files = all.stream().mapToInt(Planned::files).sum();
        int taken = all.stream().mapToInt(Planned::filesTaken).sum();
        double[] millis = all.stream().mapToDouble(Planned::millis).sorted().toArray();
        line("requests          %d", all.size());
        line(
                "valid plans       %.1f %% (as made: %.1f %%)",
                percent(all, Planned::valid), percent(all, Planned::validAsMade));
        line("files taken       %.1f %% (%d of %d named)", 100 * Tallied.share(taken, files), taken, files);
        double[] embedding =
                all.stream().mapToDouble(Planned::embedMillis).sorted().toArray();
        double[] cpu = all.stream().mapToDouble(Planned::cpuMillis).sorted().toArray();
        line(
                "planning          p50 %.1f ms, p99 %.1f ms; computing p50 %.1f ms, p99 %.1f ms;"
                        + " embedding p50 %.1f ms, p99 %.1f ms",
                at(millis, 0.5),
                at(millis, 0.99),
                at(cpu, 0.5),
                at(cpu, 0.99),
                at(embedding, 0.5),
                at(embedding, 0.99));
        Map<String, Integer> faults = new TreeMap<>();
        all.stream().filter(p -> !p.valid()).forEach(p -> faults.merge(shorten(p.fault()), 1, Integer::sum));
        top("no plan because", faults);
    }

    /** Prints the plans that took longest: what they computed, how many steps and tasks they have. */
    void slowest(List<Planned> all, int most) {
        line("-- slowest: ms, ms computing, ms embedding, texts, steps, tasks, files, id, request");
        all.stream()
                .sorted(Comparator.comparingDouble(Planned::millis).reversed())
                .limit(most)
                .forEach(p -> line(
                        "  %6.1f %6.1f %6.1f %3d %2d %2d %d %s %s",
                        p.millis(),
                        p.cpuMillis(),
                        p.embedMillis(),
                        p.texts(),
                        p.steps(),
                        p.draft().tasks().size(),
                        p.files(),
                        p.sample().id(),
                        shorten(p.sample().request().replaceAll("\\s+", " "))));
    }

    private static double percent(List<Planned> all, Predicate<Planned> what) {
        return 100 * Tallied.share(all.stream().filter(what).count(), all.size());
    }

    static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }

    /** Prints the figures against gold; returns the counts, in the order of the gold plans. */
    List<Tallied> against(Map<String, Gold> golds, Map<String, JsonNode> predictions) {
        Set<String> known = new HashSet<>(catalogue.toolIds());
        List<PlanShape> got = new ArrayList<>();
        List<PlanShape> right = new ArrayList<>();
        List<Tallied> scores = new ArrayList<>();
        List<TaskBenchMetric.View> mine = new ArrayList<>();
        List<TaskBenchMetric.View> theirs = new ArrayList<>();
        Predictions form = new Predictions(catalogue);
        int dropped = 0;
        for (Map.Entry<String, Gold> each : golds.entrySet()) {
            Gold gold = each.getValue();
            List<PlanShape> shapes = new ArrayList<>();
            for (PlanShape shape : gold.shapes()) {
                PlanShape named = named(shape);
                shapes.add(named.only(known));
                dropped += named.tools().size() - named.only(known).tools().size();
            }
            JsonNode prediction = predictions.get(each.getKey());
            PlanShape plan = PlanShape.EMPTY;
            if (prediction != null) {
                Gold read = Gold.of(prediction);
                plan = named(read.shapes().get(0));
                mine.add(form.view(read.nodes(), read.links()));
                theirs.add(form.view(gold.nodes(), gold.links()));
            }
            got.add(plan);
            right.add(shapes.get(0));
            scores.add(StrictMetric.best(plan, shapes));
        }
        strict(scores, right, dropped);
        taskBench(TaskBenchMetric.of(mine, theirs, view(catalogue.toolIds())), mine.size());
        gnn(GnnMetric.of(got, right, known, catalogue.graph()));
        faults(got, right);
        return scores;
    }

    private List<String> view(List<String> ids) {
        return catalogue.form() == Catalogue.Form.TYPED
                ? ids.stream().map(id -> id.replace('_', ' ')).toList()
                : ids;
    }

    private PlanShape named(PlanShape shape) {
        return new PlanShape(shape.tools().stream().map(catalogue::canonical).toList(), shape.edges());
    }

    private void strict(List<Tallied> scores, List<PlanShape> golds, int dropped) {
        Tallied all = Tallied.sum(scores);
        line("-- strict metric (nodes by multiplicity, edges by instance), %d gold plans", scores.size());
        figure("node F1", scores, Tallied::nodeF1);
        line(
                "  node precision  %.1f, recall %.1f",
                100 * Tallied.share(all.nodesRight(), all.nodesGot()),
                100 * Tallied.share(all.nodesRight(), all.nodesGold()));
        figure("edge F1", scores, Tallied::edgeF1);
        line(
                "  edge precision  %.1f, recall %.1f",
                100 * Tallied.share(all.edgesRight(), all.edgesGot()),
                100 * Tallied.share(all.edgesRight(), all.edgesGold()));
        line(
                "  macro           node F1 %.1f, edge F1 %.1f",
                100 * mean(scores, Tallied::nodeF1),
                100 * mean(scores.stream().filter(s -> s.edgesGold() > 0).toList(), Tallied::edgeF1));
        line(
                "  exact plans     %.1f %%, plans with a task beyond gold %.1f %%",
                100 * Tallied.share(scores.stream().filter(Tallied::exact).count(), scores.size()),
                100 * Tallied.share(scores.stream().filter(Tallied::extra).count(), scores.size()));
        if (dropped > 0) {
            line("  gold tasks of unknown tools that were left out: %d", dropped);
        }
        Map<String, List<Tallied>> groups = new TreeMap<>();
        for (int i = 0; i < scores.size(); i++) {
            groups.computeIfAbsent(golds.get(i).structure(), k -> new ArrayList<>())
                    .add(scores.get(i));
            groups.computeIfAbsent(golds.get(i).tools().size() + " tools", k -> new ArrayList<>())
                    .add(scores.get(i));
        }
        groups.forEach((name, group) -> line(
                "  %-15s n=%d node F1 %.1f, edge F1 %.1f",
                name,
                group.size(),
                100 * Tallied.sum(group).nodeF1(),
                100 * Tallied.sum(group).edgeF1()));
    }

    private void figure(String name, List<Tallied> scores, ToDoubleFunction<Tallied> figure) {
        Bootstrap.Interval interval = Bootstrap.of(scores, figure);
        line(
                "  %-15s %.1f [%.1f, %.1f]",
                name, 100 * figure.applyAsDouble(Tallied.sum(scores)), 100 * interval.low(), 100 * interval.high());
    }

    private static double mean(List<Tallied> scores, ToDoubleFunction<Tallied> figure) {
        return scores.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private void taskBench(TaskBenchMetric metric, int samples) {
        line("-- TaskBench's metric, %d plans", samples);
        line(
                "  n-F1 %.1f (macro %.1f), e-F1 %.1f, t-F1 %s, v-F1 %s, edit distance %.3f",
                100 * metric.nodeF1(),
                100 * metric.nodeF1Macro(),
                100 * metric.edgeF1(),
                or(metric.typeF1()),
                or(metric.valueF1()),
                metric.editDistance());
    }

    private static String or(double figure) {
        return Double.isNaN(figure) ? "-" : String.format(ROOT, "%.1f", 100 * figure);
    }

    private void gnn(GnnMetric metric) {
        line("-- GNN4TaskPlan's metric, %d plans of two tools or more", metric.samples());
        line(
                "  n-F1 %.1f, l-F1 %.1f, Acc %.1f, NH-1 %.1f, NH-2 %.1f, LH-1 %.1f, LH-2 %.1f",
                100 * metric.nodeF1(),
                100 * metric.linkF1(),
                100 * metric.accuracy(),
                100 * metric.unknownNodes(),
                100 * metric.withUnknownNode(),
                100 * metric.unknownLinks(),
                100 * metric.withUnknownLink());
    }

    private void faults(List<PlanShape> got, List<PlanShape> golds) {
        Map<String, Integer> missed = new TreeMap<>();
        Map<String, Integer> extra = new TreeMap<>();
        Map<String, Integer> links = new TreeMap<>();
        for (int i = 0; i < got.size(); i++) {
            without(golds.get(i).tools(), got.get(i).tools(), missed);
            without(got.get(i).tools(), golds.get(i).tools(), extra);
            without(names(golds.get(i).links()), names(got.get(i).links()), links);
        }
        top("most missed tools", missed);
        top("most needless tools", extra);
        top("most missed links", links);
    }

    private static List<String> names(List<Link> links) {
        return links.stream().map(l -> l.source() + " > " + l.target()).toList();
    }

    private static void without(List<String> all, List<String> those, Map<String, Integer> counts) {
        List<String> left = new ArrayList<>(those);
        all.stream().filter(x -> !left.remove(x)).forEach(x -> counts.merge(x, 1, Integer::sum));
    }

    private void top(String title, Map<String, Integer> counts) {
        Map<String, Integer> most = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(TOP)
                .forEach(e -> most.put(e.getKey(), e.getValue()));
        if (!most.isEmpty()) {
            line("%s: %s", title, most);
        }
    }

    /** Prints at which stage plans went wrong, and the commonest faults with a request each. */
    void confusion(Map<String, Gold> golds, Map<String, JsonNode> predictions, Map<String, String> requests) {
        Confusion confusion = new Confusion();
        Set<String> known = new HashSet<>(catalogue.toolIds());
        golds.forEach((id, gold) -> {
            JsonNode prediction = predictions.get(id);
            PlanShape got = prediction == null
                    ? PlanShape.EMPTY
                    : named(Gold.of(prediction).shapes().get(0));
            confusion.add(got, named(gold.shapes().get(0)).only(known), requests.getOrDefault(id, ""));
        });
        line("-- confusion by stage: faults; plans whose first fault it is, of %d", confusion.plans());
        for (Confusion.Stage stage : Confusion.Stage.values()) {
            int first = confusion.first().getOrDefault(stage, 0);
            line(
                    "  %-12s %5d   %5d (%.1f %%)",
                    stage, confusion.count(stage), first, 100 * Tallied.share(first, confusion.plans()));
        }
        line("  %-12s         %5d", "none", confusion.exact());
        line("-- commonest faults");
        confusion
                .commonest(TOP)
                .forEach(c -> line(
                        "  %4d %s: %s. \"%s\"",
                        c.count(), c.fault().stage(), c.fault().what(), cut(c.example())));
    }

    private static String cut(String text) {
        String plain = text.replaceAll("\\s+", " ");
        return plain.length() <= 140 ? plain : plain.substring(0, 139) + "…";
    }

    private static String shorten(@Nullable String text) {
        String plain = String.valueOf(text).replaceAll("\"[^\"]*\"", "\"…\"");
        return plain.length() <= 100 ? plain : plain.substring(0, 99) + "…";
    }

    /** Prints whether another planner's figures differ. */
    void compared(List<Tallied> mine, List<Tallied> others) {
        line("-- against the other predictions: difference, 95 %% interval of paired resamples");
        difference("node F1", mine, others, Tallied::nodeF1);
        difference("edge F1", mine, others, Tallied::edgeF1);
    }

    private void difference(String name, List<Tallied> mine, List<Tallied> others, ToDoubleFunction<Tallied> figure) {
        Bootstrap.Interval interval = Bootstrap.difference(mine, others, figure);
        line(
                "  %-15s %+.1f [%+.1f, %+.1f]",
                name,
                100 * (figure.applyAsDouble(Tallied.sum(mine)) - figure.applyAsDouble(Tallied.sum(others))),
                100 * interval.low(),
                100 * interval.high());
    }
}
