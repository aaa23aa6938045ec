package dev.polyphony.agent.server.rest;

import dev.polyphony.Polyphony;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once there is a tool to call and the journal can be read. */
@Readiness
@Singleton
public final class ToolsReady implements HealthCheck {
    private final Polyphony agent;

    /** @param agent has the tools */
    @Inject
    public ToolsReady(Polyphony agent) {
        this.agent = agent;
    }

    @Override
    public HealthCheckResponse call() {
        int tools = agent.toolbox().tools().size();
        agent.journal().unfinished();
        return HealthCheckResponse.named("tools")
                .status(tools > 0)
                .withData("tools", tools)
                .withData("absent", agent.toolbox().absent().size())
                .build();
    }
}
