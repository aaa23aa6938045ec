package dev.polyphony.agent.server;

import dev.polyphony.agent.InvalidRequestException;
import dev.polyphony.tools.local.LocalSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Reads how the models of this process are run. */
final class LocalConfig {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMG]?)");

    private LocalConfig() {}

    static LocalSettings of(Config config) {
        LocalSettings settings = LocalSettings.defaults()
                .withDevice(config.getOptionalValue("polyphony.local.device", String.class)
                        .orElse("auto"))
                .withMemoryBytes(bytes(config.getOptionalValue("polyphony.local.memory", String.class)
                        .orElse("0")));
        return config.getOptionalValue("polyphony.local.at-once", Integer.class)
                .map(settings::withCallsAtOnce)
                .orElse(settings);
    }

    private static long bytes(String text) {
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            throw new InvalidRequestException(
                    "polyphony.local.memory (%s) is no size.\nMaybe 500M, or 4G; 0 for no limit.".formatted(text));
        }
        int shift = switch (size.group(2)) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
        return Long.parseLong(size.group(1)) << shift;
    }
}
