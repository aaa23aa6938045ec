package dev.polyphony.agent.server;

import dev.polyphony.tools.remote.RemoteTools;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/** Gathers what a configuration says of model endpoints, the environment included, whose names can only be asked for. */
final class RemoteConfig {
    private static final String PREFIX = "polyphony.remote.";
    private static final String ENVIRONMENT = "EnvConfigSource";

    private RemoteConfig() {}

    /** Returns all settings that are not blank, without their common beginning. */
    static Map<String, String> of(Config config) {
        Set<String> names = new TreeSet<>(RemoteTools.settingNames());
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(PREFIX) && !isOfEnvironment(config, property)) {
                String name = property.substring(PREFIX.length());
                names.add(name);
                int dot = name.indexOf('.');
                if (dot > 0) {
                    RemoteTools.settingsOfOne().forEach(setting -> names.add(name.substring(0, dot + 1) + setting));
                }
            }
        }
        Map<String, String> settings = new TreeMap<>();
        for (String name : names) {
            config.getOptionalValue(PREFIX + name, String.class)
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> settings.put(name, value));
        }
        return settings;
    }

    /** A variable's name does not tell dots from dashes, so what it is called as a property is a guess. */
    static boolean isOfEnvironment(Config config, String property) {
        String source = config.getConfigValue(property).getSourceName();
        return source != null && source.startsWith(ENVIRONMENT);
    }
}
