package dev.polyphony.tools.anytoany.schedule;

/**
 * DPM-Solver++ of second order in many steps (2M, midpoint): about as good in 20 steps as DDIM in 50. The first and the last
 * step are of first order.
 */
public record DpmSolver(Diffusion diffusion) implements Scheduler {
    @Override
    public Sampler sampler(int steps) {
        diffusion.checkSteps(steps);
        double[] times = times(steps);
        return new Run(diffusion, times, NoiseLevels.at(times, diffusion.noise()));
    }

    /** Returns the times; leading and even ones are those of one step more, without its last. */
    private double[] times(int steps) {
        int trainSteps = diffusion.noise().trainSteps();
        return switch (diffusion.spacing()) {
            case TRAILING -> diffusion.times(steps);
            case LINSPACE -> Spacing.LINSPACE.times(trainSteps, steps + 1, 0, true);
            case LEADING -> Spacing.LEADING.times(trainSteps, steps + 1, diffusion.offset(), true);
        };
    }

    private static final class Run implements Sampler {
        private final Diffusion diffusion;
        private final double[] times;
        private final double[] levels;
        private final int calls;
        private double[] before = new double[0];

        Run(Diffusion diffusion, double[] times, double[] levels) {
            this.diffusion = diffusion;
            this.times = times;
            this.levels = levels;
            calls = diffusion.spacing() == Spacing.TRAILING ? times.length : times.length - 1;
        }

        @Override
        public int calls() {
            return calls;
        }

        @Override
        public double time(int call) {
            return times[call];
        }

        @Override
        public void step(int call, float[] said, float[] x) {
            double now = NoiseLevels.content(levels[call]);
            double[] content = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                content[i] = diffusion.content(said[i], x[i], now);
            }
            boolean last = call == calls - 1;
            double to = last ? 0 : levels[call + 1];
            double then = NoiseLevels.content(to);
            double keep = Math.sqrt((1 - then) / (1 - now));
            double step = Math.log(levels[call] / to);
            double share = Math.sqrt(then) * (1 - Math.exp(-step));
            double ratio = call == 0 || last ? 0 : step / Math.log(levels[call - 1] / levels[call]);
            for (int i = 0; i < x.length; i++) {
                double change = ratio == 0 ? 0 : ratio / 2 * (content[i] - before[i]);
                x[i] = (float) (keep * x[i] + share * (content[i] + change));
            }
            before = content;
        }
    }
}
