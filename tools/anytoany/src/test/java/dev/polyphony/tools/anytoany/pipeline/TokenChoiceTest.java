package dev.polyphony.tools.anytoany.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenChoiceTest {
    private static final float[] LOGITS = {1, 3, 2, 9};
    private static final int DRAWS = 20_000;

    private static double[] shares(Sampling sampling, int size) {
        TokenChoice choice = new TokenChoice(sampling);
        double[] shares = new double[4];
        for (int i = 0; i < DRAWS; i++) {
            shares[choice.choose(LOGITS, size, Set.of())] += 1.0 / DRAWS;
        }
        return shares;
    }

    @Test
    void takesTheLikeliestThatIsAllowed() {
        TokenChoice choice = new TokenChoice(Sampling.greedy(5));
        assertThat(choice.choose(LOGITS, 4, Set.of())).isEqualTo(3);
        assertThat(choice.choose(LOGITS, 3, Set.of())).isEqualTo(1);
        assertThat(choice.choose(LOGITS, 4, Set.of(1, 3))).isEqualTo(2);
        assertThatThrownBy(() -> choice.choose(LOGITS, 1, Set.of(0))).hasMessageContaining("forbidden");
    }

    @Test
    void drawsAsOftenAsTheSharesSay() {
        double sum = Math.exp(1) + Math.exp(3) + Math.exp(2);
        double[] shares = shares(new Sampling(1, 50, 1, 9, 1), 3);
        assertThat(shares[0]).isEqualTo(Math.exp(1) / sum, within(0.01));
        assertThat(shares[1]).isEqualTo(Math.exp(3) / sum, within(0.01));
        assertThat(shares[2]).isEqualTo(Math.exp(2) / sum, within(0.01));
    }

    @Test
    void temperatureFlattensThem() {
        double sum = Math.exp(.5) + Math.exp(1.5) + Math.exp(1);
        assertThat(shares(new Sampling(2, 50, 1, 9, 2), 3)[0]).isEqualTo(Math.exp(.5) / sum, within(0.01));
    }

    @Test
    void topKAndTopPLeaveOnlyTheLikeliest() {
        double two = Math.exp(3) + Math.exp(2);
        assertThat(shares(new Sampling(1, 2, 1, 9, 3), 3)[2]).isEqualTo(Math.exp(2) / two, within(0.01));
        assertThat(shares(new Sampling(1, 50, 0.7, 9, 4), 3)[0]).isZero();
        assertThat(shares(new Sampling(1, 50, 0.5, 9, 5), 3)[1]).isEqualTo(1, within(1e-9));
        assertThat(shares(new Sampling(1, 50, 0.005, 9, 5), 3)[1]).isEqualTo(1, within(1e-9));
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(shares(new Sampling(1, 50, 1, 9, 6), 3)).containsExactly(shares(new Sampling(1, 50, 1, 9, 6), 3));
    }

    @Test
    void bringsValuesOfUsersIntoRange() {
        Sampling wild = new Sampling(-3, 0, 10, 1_000_000, 0);
        assertThat(wild.temperature()).isZero();
        assertThat(wild.topK()).isEqualTo(1);
        assertThat(wild.topP()).isEqualTo(1);
        assertThat(wild.tokens()).isEqualTo(4096);
        assertThat(new Sampling(Double.NaN, 5, Double.NaN, -1, 0)).isEqualTo(new Sampling(0, 5, 0, 1, 0));
    }
}
