package dev.polyphony.planners.llm;

import dev.polyphony.agent.Embedder;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.Toolbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.IntStream;

/**
 * The tools of a large catalogue that a request is most like, so that a prompt holds those alone. A tool is as like a request
 * as it is like the likest of its pieces, in name, description or an example. Thread-safe; vectors of tools are made once a
 * toolbox.
 */
public final class Shortlist {
    private static final String PIECES = "(?<=[.!?;])\\s+|,\\s+|\\s+(?:and|then|after that)\\s+";

    private final Embedder embedder;
    private final int most;
    private final Map<Toolbox, List<List<float[]>>> known = new WeakHashMap<>();

    /**
     * Makes shortlists.
     *
     * @param embedder compares meanings
     * @param most so many tools, 1 or more
     */
    public Shortlist(Embedder embedder, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a shortlist of %d tools holds nothing.\nMaybe 12.".formatted(most));
        }
        this.embedder = embedder;
        this.most = most;
    }

    /**
     * Returns the toolbox with the likest tools alone, in their order; all of it, if it holds no more than that.
     *
     * @param keep names of tools that stay whatever they are like
     */
    public Toolbox of(String request, Toolbox all, Collection<String> keep) {
        List<Tool> tools = all.tools();
        if (tools.size() <= most) {
            return all;
        }
        List<String> pieces = new ArrayList<>(List.of(request));
        Arrays.stream(request.split(PIECES)).filter(p -> !p.isBlank()).forEach(pieces::add);
        List<float[]> asked = embedder.embed(pieces);
        List<List<float[]>> sides = sides(all);
        double[] like = sides.stream().mapToDouble(s -> likeness(asked, s)).toArray();
        Set<Integer> kept = new HashSet<>(IntStream.range(0, like.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer t) -> -like[t]))
                .limit(most)
                .toList());
        List<Tool> some = new ArrayList<>();
        for (int t = 0; t < tools.size(); t++) {
            if (kept.contains(t) || keep.contains(tools.get(t).name())) {
                some.add(tools.get(t));
            }
        }
        return Toolbox.of(some, all.absent());
    }

    private static double likeness(List<float[]> asked, List<float[]> sides) {
        double best = -1;
        for (float[] piece : asked) {
            for (float[] side : sides) {
                double sum = 0;
                for (int i = 0; i < piece.length; i++) {
                    sum += piece[i] * side[i];
                }
                best = Math.max(best, sum);
            }
        }
        return best;
    }

    private List<List<float[]>> sides(Toolbox all) {
        synchronized (known) {
            return known.computeIfAbsent(all, this::embed);
        }
    }

    private List<List<float[]>> embed(Toolbox all) {
        Map<String, float[]> vectors = new HashMap<>();
        List<List<String>> texts =
                all.tools().stream().map(t -> texts(t.signature())).toList();
        List<String> flat = texts.stream().flatMap(List::stream).distinct().toList();
        List<float[]> made = embedder.embed(flat);
        for (int i = 0; i < flat.size(); i++) {
            vectors.put(flat.get(i), made.get(i));
        }
        return texts.stream()
                .map(each -> each.stream().map(vectors::get).toList())
                .toList();
    }

    private static List<String> texts(Signature tool) {
        List<String> texts = new ArrayList<>(tool.examples());
        texts.add(tool.does());
        texts.add(tool.name().replaceAll("(?<=[a-z])(?=[A-Z])|[._:/-]+", " ").toLowerCase(Locale.ROOT));
        return texts;
    }
}
