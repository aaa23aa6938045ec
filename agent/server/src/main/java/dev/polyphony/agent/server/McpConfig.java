package dev.polyphony.agent.server;

import dev.polyphony.tools.mcp.McpTools;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/** Gathers what a configuration says of MCP servers, the environment included. */
final class McpConfig {
    private static final String PREFIX = "polyphony.mcp.";

    private McpConfig() {}

    /** Returns all settings that are not blank, without their common beginning. */
    static Map<String, String> of(Config config) {
        TreeSet<String> servers = new TreeSet<>();
        TreeSet<String> names = new TreeSet<>();
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                String name = property.substring(PREFIX.length());
                servers.add(name.substring(0, Math.max(0, name.indexOf('.'))));
                if (!RemoteConfig.isOfEnvironment(config, property)) {
                    names.add(name);
                }
            }
        }
        servers.remove("");
        // A variable's name does not tell dots from dashes, so the environment is asked for each setting by its name.
        servers.forEach(server -> McpTools.settingsOfOne().forEach(setting -> names.add(server + "." + setting)));
        Map<String, String> settings = new TreeMap<>();
        for (String name : names) {
            config.getOptionalValue(PREFIX + name, String.class)
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> settings.put(name, value));
        }
        return settings;
    }
}
