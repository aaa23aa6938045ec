package dev.polyphony.tools.anytoany.pipeline;

/**
 * How the next token is chosen. Values out of range are brought into it, since they come from users.
 *
 * @param temperature 0 to 2; 0 always takes the likeliest token
 * @param topK only so many of the likeliest tokens, from 1 up
 * @param topP of these, only so many that they have this share together; 0.01 or less takes the likeliest
 * @param tokens the longest answer, 1 to 4,096 tokens
 * @param seed of the choice
 */
public record Sampling(double temperature, int topK, double topP, int tokens, long seed) {
    private static final double GREEDY = 0.01;
    private static final double HOTTEST = 2;
    private static final int LONGEST = 4_096;

    public Sampling {
        temperature = Double.isNaN(temperature) ? 0 : Math.max(0, Math.min(HOTTEST, temperature));
        topK = Math.max(1, topK);
        topP = Double.isNaN(topP) ? 0 : Math.max(0, Math.min(1, topP));
        tokens = Math.max(1, Math.min(LONGEST, tokens));
    }

    /** Returns the choice of the likeliest token. */
    public static Sampling greedy(int tokens) {
        return new Sampling(0, 1, 0, tokens, 0);
    }

    /** Returns true if the likeliest token is always taken. */
    public boolean isGreedy() {
        return temperature == 0 || topK == 1 || topP <= GREEDY;
    }
}
