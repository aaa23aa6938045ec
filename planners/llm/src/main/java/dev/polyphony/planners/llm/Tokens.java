package dev.polyphony.planners.llm;

import java.nio.charset.StandardCharsets;

/** How many tokens a text may be. Every model counts its own way; this errs on the high side for all common ones. */
final class Tokens {
    private static final int BYTES_PER_TOKEN = 3;

    private Tokens() {}

    static int in(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length / BYTES_PER_TOKEN + 1;
    }
}
