package dev.polyphony.agent.server.rest;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.server.Agents;
import dev.polyphony.agent.server.Settings;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Hands the agent to the server, and closes it with the server. */
@Singleton
public final class AgentBean {
    @Produces
    @Singleton
    @DefaultBean
    Settings settings(Config config) {
        return Settings.of(config);
    }

    @Produces
    @Singleton
    @DefaultBean
    Polyphony agent(Settings settings) {
        return Agents.create(settings);
    }

    void close(@Disposes Polyphony agent) {
        agent.close();
    }

    /** Makes the agent at once, so that what is wrong is told at the start. */
    void start(@Observes StartupEvent event, Polyphony agent) {
        agent.toolbox();
    }
}
