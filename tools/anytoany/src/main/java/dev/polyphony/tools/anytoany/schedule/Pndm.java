package dev.polyphony.tools.anytoany.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Pseudo numerical methods, the linear multistep part alone (PLMS): each step goes by up to four answers of the net. The
 * second time is called twice, so there is one call more than steps.
 */
public record Pndm(Diffusion diffusion) implements Scheduler {
    private static final int KEPT = 4;

    /** @throws IllegalArgumentException if the net predicts the content itself */
    public Pndm {
        if (diffusion.prediction() == Prediction.SAMPLE) {
            throw new IllegalArgumentException("PNDM goes by noise; this net says the content.\nMaybe use Ddim.");
        }
    }

    @Override
    public Sampler sampler(int steps) {
        double[] plain = diffusion.times(steps);
        double[] times = plain;
        if (steps > 1) {
            times = new double[steps + 1];
            times[0] = plain[0];
            System.arraycopy(plain, 1, times, 1, 1);
            System.arraycopy(plain, 1, times, 2, steps - 1);
        }
        return new Run(diffusion, times, diffusion.noise().trainSteps() / steps);
    }

    private static final class Run implements Sampler {
        private final Diffusion diffusion;
        private final double[] times;
        private final int back;
        private final List<Double> contents;
        private final Deque<float[]> answers = new ArrayDeque<>();
        private float[] start = new float[0];

        Run(Diffusion diffusion, double[] times, int back) {
            this.diffusion = diffusion;
            this.times = times;
            this.back = back;
            contents = diffusion.noise().contents();
        }

        @Override
        public int calls() {
            return times.length;
        }

        @Override
        public double time(int call) {
            return times[call];
        }

        @Override
        public void step(int call, float[] said, float[] x) {
            int from = (int) times[call];
            int to = from - back;
            if (call == 1) {
                to = from;
                from += back;
                System.arraycopy(start, 0, x, 0, x.length);
            } else {
                if (call == 0) {
                    start = x.clone();
                }
                answers.addFirst(said.clone());
                if (answers.size() > KEPT) {
                    answers.removeLast();
                }
            }
            move(contents.get(from), to < 0 ? diffusion.finalContent(contents) : contents.get(to), mean(call, said), x);
        }

        /** Returns what is left of the answers when they are weighed against each other. */
        private double[] mean(int call, float[] said) {
            if (call == 1) {
                return weighed(List.of(said, answers.getFirst()), 1 / 2.0, 1 / 2.0);
            }
            return switch (answers.size()) {
                case 1 -> weighed(answers, 1);
                case 2 -> weighed(answers, 3 / 2.0, -1 / 2.0);
                case 3 -> weighed(answers, 23 / 12.0, -16 / 12.0, 5 / 12.0);
                default -> weighed(answers, 55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0);
            };
        }

        private static double[] weighed(Iterable<float[]> answers, double... weights) {
            Iterator<float[]> each = answers.iterator();
            double[] sum = new double[0];
            for (double weight : weights) {
                float[] answer = each.next();
                sum = sum.length == 0 ? new double[answer.length] : sum;
                for (int i = 0; i < answer.length; i++) {
                    sum[i] += weight * answer[i];
                }
            }
            return sum;
        }

        private void move(double now, double then, double[] said, float[] x) {
            double keep = Math.sqrt(then / now);
            double share = (then - now) / (now * Math.sqrt(1 - then) + Math.sqrt(now * (1 - now) * then));
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (keep * x[i] - share * diffusion.noise(said[i], x[i], now));
            }
        }
    }
}
