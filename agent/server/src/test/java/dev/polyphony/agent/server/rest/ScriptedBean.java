package dev.polyphony.agent.server.rest;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.server.Settings;
import dev.polyphony.agent.server.scripted.Scripted;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;

/** Puts the scripted agent in the place of the real one. */
@Singleton
final class ScriptedBean {
    @Produces
    @Singleton
    Scripted scripted() {
        return new Scripted();
    }

    @Produces
    @Singleton
    Polyphony agent(Scripted scripted, Settings settings) throws IOException {
        Files.createDirectories(settings.home());
        return scripted.agent(Files.createTempDirectory(settings.home(), "run"));
    }

    void close(@Disposes Polyphony agent) {
        agent.close();
    }
}
