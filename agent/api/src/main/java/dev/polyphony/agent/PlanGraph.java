package dev.polyphony.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks in an order in which each follows what it depends on: Kahn's algorithm, stable (among tasks that are ready, the order
 * of the draft), without recursion. References to tasks that are not there are passed over.
 *
 * @param ordered all tasks that wait, directly or not, for no cycle
 * @param waiting ids of the others, in the order of the draft
 * @param depth the most tasks that wait for one another in a row
 */
record PlanGraph(List<Task> ordered, List<String> waiting, int depth) {

    static PlanGraph of(Collection<Task> draft) {
        List<Task> tasks = List.copyOf(draft);
        Map<String, Integer> places = new HashMap<>(tasks.size() * 2);
        for (int i = 0; i < tasks.size(); i++) {
            places.put(tasks.get(i).id(), i);
        }
        int[] open = new int[tasks.size()];
        List<List<Integer>> next = new ArrayList<>();
        tasks.forEach(task -> next.add(new ArrayList<>(2)));
        for (int i = 0; i < tasks.size(); i++) {
            for (String id : tasks.get(i).dependencies()) {
                Integer before = places.get(id);
                if (before != null) {
                    open[i]++;
                    next.get(before).add(i);
                }
            }
        }
        return ordered(tasks, open, next);
    }

    private static PlanGraph ordered(List<Task> tasks, int[] open, List<List<Integer>> next) {
        int[] order = new int[tasks.size()];
        int[] depths = new int[tasks.size()];
        int ready = 0;
        int deepest = 0;
        for (int i = 0; i < open.length; i++) {
            if (open[i] == 0) {
                order[ready++] = i;
            }
        }
        for (int done = 0; done < ready; done++) {
            int place = order[done];
            int depth = ++depths[place];
            deepest = Math.max(deepest, depth);
            for (int follower : next.get(place)) {
                depths[follower] = Math.max(depths[follower], depth);
                if (--open[follower] == 0) {
                    order[ready++] = follower;
                }
            }
        }
        List<Task> ordered = Arrays.stream(order, 0, ready).mapToObj(tasks::get).toList();
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < open.length; i++) {
            if (open[i] > 0) {
                waiting.add(tasks.get(i).id());
            }
        }
        return new PlanGraph(ordered, waiting, deepest);
    }
}
