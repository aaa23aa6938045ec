package dev.polyphony.tools.anytoany.schedule;

/** Euler's method along the noise levels (k-diffusion): x carries the content at full strength, noise is added to it. */
public record Euler(Diffusion diffusion) implements Scheduler {
    @Override
    public Sampler sampler(int steps) {
        diffusion.checkSteps(steps);
        boolean leading = diffusion.spacing() == Spacing.LEADING;
        NoiseSchedule noise = diffusion.noise();
        double[] times = diffusion.spacing().times(noise.trainSteps(), steps, leading ? diffusion.offset() : 0, false);
        double[] levels = NoiseLevels.at(times, noise);
        return new Sampler() {
            @Override
            public int calls() {
                return steps;
            }

            @Override
            public double time(int call) {
                return times[call];
            }

            @Override
            public double noiseScale() {
                return leading ? Math.sqrt(levels[0] * levels[0] + 1) : levels[0];
            }

            @Override
            public void input(int call, float[] x, float[] into) {
                double scale = Math.sqrt(NoiseLevels.content(levels[call]));
                for (int i = 0; i < x.length; i++) {
                    into[i] = (float) (x[i] * scale);
                }
            }

            @Override
            public void step(int call, float[] said, float[] x) {
                double content = NoiseLevels.content(levels[call]);
                double scale = Math.sqrt(content);
                for (int i = 0; i < x.length; i++) {
                    double clean = diffusion.content(said[i], x[i] * scale, content);
                    x[i] = (float) (x[i] + (levels[call + 1] - levels[call]) * (x[i] - clean) / levels[call]);
                }
            }
        };
    }
}
