package dev.polyphony.agent.server;

import dev.polyphony.Polyphony;
import dev.polyphony.PolyphonyBuilder;
import dev.polyphony.tools.local.LocalTools;

/** Makes the agent of the application. */
public final class Agents {
    private Agents() {}

    /** Returns an agent with the local tools; whoever called closes it. */
    public static Polyphony create(Settings settings) {
        PolyphonyBuilder builder = Polyphony.builder().home(settings.home()).tools(LocalTools.available());
        return builder.build();
    }
}
