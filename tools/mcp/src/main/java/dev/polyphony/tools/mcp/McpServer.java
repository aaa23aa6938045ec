package dev.polyphony.tools.mcp;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server, and what may be used of it. Immutable; made by {@link #program} or {@link #at} and then changed by copies.
 *
 * @param name what its tools are called under: {@code files} has {@code files/read_file}
 * @param reach how it is reached
 * @param tools the only tools that are used, by the names that the server gives them; empty for all
 * @param gives which media tools give, by tool, where their descriptions do not tell
 * @param takes which strings of tools are media, by {@code TOOL.PROPERTY}
 * @param timeout the longest that one call may take
 * @param atOnce most calls of one tool at the same time; 0 for no limit
 * @param maxBytes the longest message that is taken from it
 */
public record McpServer(
        String name,
        Reach reach,
        Set<String> tools,
        Map<String, Set<Modality>> gives,
        Map<String, MediaInput> takes,
        Duration timeout,
        int atOnce,
        int maxBytes) {

    /** The longest message that is taken if nothing else is set, in bytes. */
    public static final int MAX_BYTES = 64 << 20;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** @throws RegistrationException if the name is malformed or a limit is not positive */
    public McpServer {
        if (!NAME.matcher(name).matches()) {
            throw new RegistrationException(
                    "MCP server \"%s\" must be named by lower-case letters, digits and - (at most 32).\nMaybe \"files\"?"
                            .formatted(name));
        }
        if (timeout.isNegative() || timeout.isZero() || atOnce < 0 || maxBytes < 1024) {
            throw new RegistrationException(
                    "MCP server \"%s\": timeout (%s) must be positive, atOnce (%d) at least 0, maxBytes (%d) at least 1024.\nMaybe leave them out."
                            .formatted(name, timeout, atOnce, maxBytes));
        }
        tools = Set.copyOf(tools);
        gives = Map.copyOf(gives);
        takes = Map.copyOf(takes);
    }

    /** How a server is reached. */
    public sealed interface Reach permits Program, Web {}

    /**
     * A program that is started, and spoken to by its standard input and output. It gets no other environment than {@code
     * PATH}, {@code HOME} and the like, and what is set here.
     *
     * @param command the program and its arguments
     * @param environment further variables, whose values are secrets
     * @param folder where it runs; null for the folder of this process
     */
    public record Program(
            List<String> command,
            Map<String, String> environment,
            @Nullable Path folder) implements Reach {
        /** @throws RegistrationException if there is no command */
        public Program {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
            if (command.isEmpty()) {
                throw new RegistrationException(
                        "an MCP server has an empty command.\nMaybe npx -y @modelcontextprotocol/server-everything");
            }
        }

        /** Returns the program and the names of the variables. */
        @Override
        public String toString() {
            return "Program[%s, environment %s]".formatted(command.get(0), environment.keySet());
        }
    }

    /**
     * An address that speaks streamable HTTP. Redirects are not followed.
     *
     * @param url http or https
     * @param headers sent with each request to it and to nobody else, whose values are secrets
     */
    public record Web(URI url, Map<String, String> headers) implements Reach {
        /** @throws RegistrationException if it is no http or https address, or holds a user */
        public Web {
            headers = Map.copyOf(headers);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (!Set.of("http", "https").contains(scheme) || url.getHost() == null || url.getUserInfo() != null) {
                throw new RegistrationException(
                        "the url of an MCP server must be http or https, without a user.\nMaybe https://example.com/mcp");
            }
        }

        /** Returns the address and the names of the headers. */
        @Override
        public String toString() {
            return "Web[%s, headers %s]".formatted(url, headers.keySet());
        }
    }

    /**
     * A string of a tool that stands for media.
     *
     * @param modality IMAGE, AUDIO, VIDEO or MASK
     * @param form how it stands for them
     */
    public record MediaInput(Modality modality, Form form) {
        /** How a string stands for media. */
        public enum Form {
            /** The bytes in base64. */
            BASE64,
            /** A data URL. */
            DATA_URL,
            /** The path of a file, which is deleted after the call. */
            PATH
        }

        /** @throws RegistrationException if the modality is no media */
        public MediaInput {
            if (!modality.isMedia()) {
                throw new RegistrationException(
                        "%s is no media.\nMaybe one of image, audio, video, mask.".formatted(modality));
            }
        }
    }

    /** Returns a server that is a program. */
    public static McpServer program(String name, String... command) {
        return of(name, new Program(List.of(command), Map.of(), null));
    }

    /** Returns a server at an address. */
    public static McpServer at(String name, URI url) {
        return of(name, new Web(url, Map.of()));
    }

    static McpServer of(String name, Reach reach) {
        return new McpServer(name, reach, Set.of(), Map.of(), Map.of(), Duration.ofMinutes(1), 0, MAX_BYTES);
    }

    /** Returns this server of which only these tools are used. */
    public McpServer only(String... names) {
        return new McpServer(name, reach, Set.of(names), gives, takes, timeout, atOnce, maxBytes);
    }

    /** Returns this server whose calls may take that long. */
    public McpServer within(Duration longest) {
        return new McpServer(name, reach, tools, gives, takes, longest, atOnce, maxBytes);
    }

    /** Returns this server with a tool that gives these media. */
    public McpServer giving(String tool, Modality... media) {
        Map<String, Set<Modality>> more = new java.util.HashMap<>(gives);
        more.put(tool, Set.of(media));
        return new McpServer(name, reach, tools, more, takes, timeout, atOnce, maxBytes);
    }

    /** Returns this server with a string of a tool that stands for media. */
    public McpServer taking(String tool, String property, MediaInput media) {
        Map<String, MediaInput> more = new java.util.HashMap<>(takes);
        more.put(tool + "." + property, media);
        return new McpServer(name, reach, tools, gives, more, timeout, atOnce, maxBytes);
    }
}
