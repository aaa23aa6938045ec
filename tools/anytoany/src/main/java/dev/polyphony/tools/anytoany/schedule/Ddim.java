package dev.polyphony.tools.anytoany.schedule;

import java.util.List;

/** Denoising diffusion implicit models, without added noise (eta 0). */
public record Ddim(Diffusion diffusion) implements Scheduler {
    @Override
    public Sampler sampler(int steps) {
        double[] times = diffusion.times(steps);
        List<Double> contents = diffusion.noise().contents();
        int back = diffusion.noise().trainSteps() / steps;
        return new Sampler() {
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
                int time = (int) times[call];
                double now = contents.get(time);
                double then = time - back < 0 ? diffusion.finalContent(contents) : contents.get(time - back);
                for (int i = 0; i < x.length; i++) {
                    double content = diffusion.content(said[i], x[i], now);
                    double noise = diffusion.noise(said[i], x[i], now);
                    x[i] = (float) (Math.sqrt(then) * content + Math.sqrt(1 - then) * noise);
                }
            }
        };
    }
}
