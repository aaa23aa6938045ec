package dev.polyphony.tools.remote;

import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.remote.Preset.Served;
import dev.polyphony.tools.remote.adapter.Adapters;
import dev.polyphony.tools.remote.http.Auth;
import dev.polyphony.tools.remote.http.Endpoint;
import dev.polyphony.tools.remote.http.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads endpoints from settings: {@code NAME.base-url}, {@code NAME.api-key}, … without their common beginning. */
final class RemoteSettings {
    /** The settings that an endpoint has. */
    static final List<String> NAMES = List.of(
            "kind",
            "base-url",
            "api-key",
            "api-key-file",
            "auth",
            "deadline",
            "poll-interval",
            "max-bytes",
            "at-once",
            "result-hosts",
            "model",
            "tools");

    /** An option of one tool begins with the tool's name, which has a dot; others begin with a word, or {@code param.}. */
    private static final Pattern TOOL_OPTION = Pattern.compile("^(?!param\\.)[a-z]+\\.[a-z]+\\.");

    private final Map<String, String> settings;
    private final List<Preset> presets;

    RemoteSettings(Map<String, String> settings, List<Preset> presets) {
        this.settings = Map.copyOf(settings);
        this.presets = presets;
    }

    /**
     * An endpoint, and what it serves.
     *
     * @param atOnce most calls of one of its models at the same time; 0 for no limit
     */
    record Configured(Endpoint endpoint, List<Served> served, int atOnce) {}

    /** Returns the endpoints that are set, those of the catalogue first. */
    List<Configured> endpoints() {
        List<Configured> all = new ArrayList<>();
        Set<String> own = new TreeSet<>();
        settings.keySet().forEach(key -> own.add(nameOf(key)));
        for (Preset preset : presets) {
            own.remove(preset.name());
            boolean on = preset.needs().equals("api-key")
                    ? !key(preset).isEmpty()
                    : !get(preset.name(), preset.needs()).isEmpty();
            if (on) {
                all.add(configured(preset));
            }
        }
        for (String name : own) {
            all.add(configured(new Preset(name, name, Map.of(), "base-url", name, List.of())));
        }
        return all;
    }

    private static String nameOf(String key) {
        int dot = key.indexOf('.');
        String setting = key.substring(dot + 1);
        if (dot <= 0 || !(NAMES.contains(setting) || setting.startsWith("options."))) {
            throw new RegistrationException(
                    "polyphony.remote.%s is no setting.\nMaybe one of polyphony.remote.NAME.%s.".formatted(key, NAMES));
        }
        return key.substring(0, dot);
    }

    private String get(String name, String setting) {
        return settings.getOrDefault(name + "." + setting, "").strip();
    }

    private Configured configured(Preset preset) {
        String name = preset.name();
        Map<String, String> all = new LinkedHashMap<>(preset.settings());
        for (String setting : NAMES) {
            if (!get(name, setting).isEmpty()) {
                all.put(setting, get(name, setting));
            }
        }
        String kind = needed(name, all, "kind");
        Adapters.of(kind);
        Endpoint endpoint = Endpoint.of(name, kind, needed(name, all, "base-url"))
                .withAuth(auth(preset, all.getOrDefault("auth", "")))
                .withResultHosts(
                        Arrays.asList(all.getOrDefault("result-hosts", "").split(",")));
        if (all.containsKey("deadline")) {
            endpoint = endpoint.withDeadline(Durations.parse(all.getOrDefault("deadline", "")));
        }
        if (all.containsKey("poll-interval")) {
            endpoint = endpoint.withPollInterval(Durations.parse(all.getOrDefault("poll-interval", "")));
        }
        if (all.containsKey("max-bytes")) {
            endpoint = endpoint.withMaxBytes(number(name, "max-bytes", all.getOrDefault("max-bytes", "")));
        }
        int atOnce = (int) number(name, "at-once", all.getOrDefault("at-once", "0"));
        List<Served> served = all.containsKey("tools") ? tools(all.getOrDefault("tools", ""), preset) : preset.served();
        return new Configured(
                endpoint,
                served.stream().map(one -> set(name, all.get("model"), one)).toList(),
                atOnce);
    }

    private static String needed(String name, Map<String, String> all, String setting) {
        String value = all.get(setting);
        if (value == null) {
            throw new RegistrationException(
                    "polyphony.remote.%s.%s is not set.\nMaybe \"%s\" is misspelt; an endpoint of your own needs kind, base-url and tools."
                            .formatted(name, setting, name));
        }
        return value;
    }

    private static long number(String name, String setting, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new RegistrationException(
                    "polyphony.remote.%s.%s (%s) is no number.\nMaybe leave it out; there is a default."
                            .formatted(name, setting, value),
                    e);
        }
    }

    private Auth auth(Preset preset, String scheme) {
        Secret key = key(preset);
        String chosen = scheme.isEmpty() ? (key.isEmpty() ? "none" : "bearer") : scheme;
        try {
            return new Auth(Auth.Scheme.valueOf(chosen.toUpperCase(Locale.ROOT)), key);
        } catch (IllegalArgumentException e) {
            throw new RegistrationException(
                    "polyphony.remote.%s.auth (%s) is none of none, bearer, key, basic.\nMaybe bearer?"
                            .formatted(preset.name(), chosen),
                    e);
        }
    }

    private Secret key(Preset preset) {
        for (String name : new TreeSet<>(List.of(preset.name(), preset.keyOf()))) {
            String file = get(name, "api-key-file");
            try {
                String key = file.isEmpty() ? get(name, "api-key") : Files.readString(Path.of(file));
                if (!key.isBlank()) {
                    return Secret.of(key);
                }
            } catch (IOException e) {
                throw new RegistrationException(
                        "polyphony.remote.%s.api-key-file (%s) can't be read.\nMaybe it is not there, or not yours to read."
                                .formatted(name, file),
                        e);
            }
        }
        return Secret.NONE;
    }

    /** Reads {@code image.paint=MODEL, video.film}; options are those of the catalogue for the tool. */
    private static List<Served> tools(String list, Preset preset) {
        List<Served> served = new ArrayList<>();
        for (String item : list.split(",")) {
            String[] parts = item.strip().split("=", 2);
            if (parts[0].isEmpty()) {
                continue;
            }
            Map<String, String> options = preset.served().stream()
                    .filter(s -> s.tool().equals(parts[0]))
                    .findFirst()
                    .map(Served::options)
                    .orElse(Map.of());
            served.add(new Served(parts[0], parts.length == 2 ? parts[1].strip() : null, options, 0));
        }
        return served;
    }

    /** Adds what is set for all tools of the endpoint, then what is set for this one: {@code options.TOOL.NAME}. */
    private Served set(String name, @Nullable String model, Served one) {
        String prefix = name + ".options.";
        Map<String, String> all = new LinkedHashMap<>(one.options());
        Map<String, String> own = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                String option = key.substring(prefix.length());
                if (option.startsWith(one.tool() + ".")) {
                    own.put(option.substring(one.tool().length() + 1), value);
                } else if (!TOOL_OPTION.matcher(option).find()) {
                    all.put(option, value);
                }
            }
        });
        all.putAll(own);
        String usd = all.remove("usd");
        return new Served(
                one.tool(), model != null ? model : one.model(), all, usd == null ? one.usd() : price(name, usd));
    }

    private static double price(String name, String usd) {
        if (!usd.strip().matches("\\d{1,6}(\\.\\d{1,9})?")) {
            throw new RegistrationException(
                    "polyphony.remote.%s.options: usd (%s) is no price.\nMaybe 0.003".formatted(name, usd));
        }
        return Double.parseDouble(usd.strip());
    }
}
