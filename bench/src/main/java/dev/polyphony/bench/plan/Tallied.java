package dev.polyphony.bench.plan;

import java.util.Collection;

/**
 * How much of a gold plan was found, in counts that can be added up.
 *
 * @param nodesRight tasks of the right tools
 * @param nodesGot tasks that were planned
 * @param nodesGold tasks of the gold plan
 * @param edgesRight dependencies that are in the gold plan too
 * @param edgesGot dependencies that were planned
 * @param edgesGold dependencies of the gold plan
 */
public record Tallied(int nodesRight, int nodesGot, int nodesGold, int edgesRight, int edgesGot, int edgesGold) {

    /** Returns the sum of all. */
    public static Tallied sum(Collection<Tallied> all) {
        int[] sums = new int[6];
        for (Tallied one : all) {
            sums[0] += one.nodesRight;
            sums[1] += one.nodesGot;
            sums[2] += one.nodesGold;
            sums[3] += one.edgesRight;
            sums[4] += one.edgesGot;
            sums[5] += one.edgesGold;
        }
        return new Tallied(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
    }

    /** Returns the F1 of the tasks in [0, 1]; 1 if there are none on either side. */
    public double nodeF1() {
        return f1(nodesRight, nodesGot, nodesGold);
    }

    /** Returns the F1 of the dependencies in [0, 1]; 1 if there are none on either side. */
    public double edgeF1() {
        return f1(edgesRight, edgesGot, edgesGold);
    }

    /** Returns true if tasks and dependencies are those of the gold plan. */
    public boolean exact() {
        return nodesRight == nodesGot && nodesRight == nodesGold && edgesRight == edgesGot && edgesRight == edgesGold;
    }

    /** Returns true if there is a task beyond the gold plan. */
    public boolean extra() {
        return nodesRight < nodesGot;
    }

    /** Returns the harmonic mean of precision and recall in [0, 1]; 1 if nothing was to be found and nothing was. */
    static double f1(int right, int got, int gold) {
        return got + gold == 0 ? 1 : 2.0 * right / (got + gold);
    }

    /** Returns a share in [0, 1]; 0 of nothing. */
    static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
