package dev.polyphony.tools.mcp;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.tools.mcp.McpServer.MediaInput;
import dev.polyphony.tools.mcp.McpServer.Program;
import dev.polyphony.tools.mcp.McpServer.Reach;
import dev.polyphony.tools.mcp.McpServer.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads MCP servers from settings: {@code NAME.command}, {@code NAME.url}, … without their common beginning. */
final class McpSettings {
    /** The settings that a server has, those of its environment apart. */
    static final List<String> NAMES = List.of(
            "command",
            "folder",
            "pass-env",
            "url",
            "token",
            "token-file",
            "tools",
            "gives",
            "takes",
            "timeout",
            "at-once",
            "max-bytes");

    private static final String ENVIRONMENT = "env.";

    private final Map<String, String> settings;

    McpSettings(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** @throws RegistrationException if a setting is unknown or malformed */
    List<McpServer> servers() {
        Set<String> names = new TreeSet<>();
        for (String key : settings.keySet()) {
            int dot = key.indexOf('.');
            String setting = dot < 0 ? "" : key.substring(dot + 1);
            if (!NAMES.contains(setting) && !setting.startsWith(ENVIRONMENT)) {
                throw new RegistrationException(
                        "polyphony.mcp.%s is no setting.\nMaybe polyphony.mcp.NAME.SETTING, one of %s."
                                .formatted(key, NAMES));
            }
            names.add(key.substring(0, dot));
        }
        return names.stream().map(this::server).toList();
    }

    private McpServer server(String name) {
        Duration timeout = McpServer.of(name, new Web(URI.create("http://localhost/"), Map.of()))
                .timeout();
        String maxBytes = get(name, "max-bytes");
        String atOnce = get(name, "at-once");
        return new McpServer(
                name,
                reach(name),
                Set.copyOf(list(get(name, "tools"))),
                gives(name),
                takes(name),
                duration(name, timeout),
                atOnce.isEmpty() ? 0 : number(name, "at-once", atOnce),
                maxBytes.isEmpty() ? McpServer.MAX_BYTES : number(name, "max-bytes", maxBytes));
    }

    private Reach reach(String name) {
        String command = get(name, "command");
        String url = get(name, "url");
        if (command.isEmpty() == url.isEmpty()) {
            throw new RegistrationException(
                    "MCP server \"%s\" needs polyphony.mcp.%s.command or polyphony.mcp.%s.url, and one of them alone.\nMaybe npx -y @modelcontextprotocol/server-everything"
                            .formatted(name, name, name));
        }
        if (!url.isEmpty()) {
            return new Web(uri(name, url), headers(name));
        }
        String folder = get(name, "folder");
        return new Program(Words.of(command), environment(name), folder.isEmpty() ? null : Path.of(folder));
    }

    private static URI uri(String name, String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new RegistrationException(
                    "polyphony.mcp.%s.url is no address.\nMaybe https://example.com/mcp".formatted(name), e);
        }
    }

    private Map<String, String> headers(String name) {
        String file = get(name, "token-file");
        try {
            String token = file.isEmpty()
                    ? get(name, "token")
                    : Files.readString(Path.of(file)).strip();
            return token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
        } catch (IOException e) {
            throw new RegistrationException(
                    "polyphony.mcp.%s.token-file (%s) can't be read.\nMaybe it is not there, or not yours to read."
                            .formatted(name, file),
                    e);
        }
    }

    private Map<String, String> environment(String name) {
        Map<String, String> environment = new LinkedHashMap<>();
        String prefix = name + "." + ENVIRONMENT;
        settings.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                environment.put(key.substring(prefix.length()), value);
            }
        });
        for (String variable : list(get(name, "pass-env"))) {
            String value = System.getenv(variable);
            if (value == null) {
                throw new RegistrationException(
                        "polyphony.mcp.%s.pass-env names %s, which the environment does not have.\nMaybe export it before."
                                .formatted(name, variable));
            }
            environment.put(variable, value);
        }
        return environment;
    }

    /** Reads {@code TOOL=image, TOOL=image audio}. */
    private Map<String, Set<Modality>> gives(String name) {
        Map<String, Set<Modality>> gives = new LinkedHashMap<>();
        for (String item : list(get(name, "gives"))) {
            String[] parts = pair(name, "gives", item, "TOOL=image");
            Set<Modality> media = new LinkedHashSet<>();
            for (String word : parts[1].strip().split("\\s+")) {
                media.add(modality(name, "gives", word));
            }
            gives.put(parts[0].strip(), media);
        }
        return gives;
    }

    /** Reads {@code TOOL.PROPERTY=image, TOOL.PROPERTY=audio as path}. */
    private Map<String, MediaInput> takes(String name) {
        Map<String, MediaInput> takes = new LinkedHashMap<>();
        for (String item : list(get(name, "takes"))) {
            String[] parts = pair(name, "takes", item, "TOOL.PROPERTY=image as path");
            String[] words = parts[1].strip().split("\\s+as\\s+", 2);
            takes.put(
                    parts[0].strip(),
                    new MediaInput(
                            modality(name, "takes", words[0]), form(name, words.length == 2 ? words[1] : "base64")));
        }
        return takes;
    }

    private static String[] pair(String name, String setting, String item, String example) {
        String[] parts = item.split("=", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw malformed(name, setting, item, "Maybe " + example);
        }
        return parts;
    }

    private static Modality modality(String name, String setting, String word) {
        try {
            Modality modality = Modality.valueOf(word.strip().toUpperCase(Locale.ROOT));
            if (modality.isMedia()) {
                return modality;
            }
        } catch (IllegalArgumentException e) {
            throw malformed(name, setting, word, "Maybe one of image, audio, video, mask.");
        }
        throw malformed(name, setting, word, "Maybe one of image, audio, video, mask.");
    }

    private static MediaInput.Form form(String name, String word) {
        return switch (word.strip()) {
            case "base64" -> MediaInput.Form.BASE64;
            case "data-url" -> MediaInput.Form.DATA_URL;
            case "path" -> MediaInput.Form.PATH;
            default -> throw malformed(name, "takes", word, "Maybe one of base64, data-url, path.");
        };
    }

    private Duration duration(String name, Duration otherwise) {
        String text = get(name, "timeout");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        } catch (java.time.format.DateTimeParseException e) {
            throw malformed(name, "timeout", text, "Maybe 30s or 5m.");
        }
    }

    private static int number(String name, String setting, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw malformed(name, setting, text, "Maybe leave it out; there is a default.");
        }
    }

    private static RegistrationException malformed(String name, String setting, String value, @Nullable String advice) {
        return new RegistrationException(
                "polyphony.mcp.%s.%s (%s) can't be read.\n%s".formatted(name, setting, value, advice));
    }

    private static List<String> list(String text) {
        List<String> items = new ArrayList<>();
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .forEach(items::add);
        return items;
    }

    private String get(String name, String setting) {
        return settings.getOrDefault(name + "." + setting, "").strip();
    }
}
