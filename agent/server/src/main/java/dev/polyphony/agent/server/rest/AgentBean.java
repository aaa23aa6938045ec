package dev.polyphony.agent.server.rest;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.Request;
import dev.polyphony.agent.server.Agents;
import dev.polyphony.agent.server.Settings;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the agent to the server, and closes it with the server. */
@Singleton
public final class AgentBean {
    private static final Logger LOG = LoggerFactory.getLogger(AgentBean.class);

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

    /** Makes the agent at once, so that what is wrong is told at the start; then lets its models warm up. */
    void start(
            @Observes StartupEvent event,
            Polyphony agent,
            Settings settings,
            @VirtualThreads ExecutorService executor,
            @ConfigProperty(name = "polyphony.warm-up") boolean warmUp) {
        agent.toolbox();
        executor.execute(() -> {
            Uploads.sweep(settings.home().resolve("uploads"));
            if (warmUp) {
                warmUp(agent);
            }
        });
    }

    /** The first plan loads what planning needs; so that nobody waits for it, it is nobody's. */
    private static void warmUp(Polyphony agent) {
        try {
            agent.plan(Request.of("hello", List.of()));
        } catch (RuntimeException e) {
            LOG.warn("planning does not work yet: {}", e.getMessage());
        }
    }
}
