package dev.polyphony.agent.server.cli;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.agent.server.Settings;
import dev.polyphony.tools.local.LocalTools;
import dev.polyphony.tools.mcp.McpState;
import dev.polyphony.tools.mcp.McpTools;
import dev.polyphony.tools.remote.EndpointCard;
import dev.polyphony.tools.remote.RemoteTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Looks at what is set: whether it is there, whether it answers, and what would bring what is not. Nothing is asked of a model. */
final class Doctor {
    private static final long LEAST_FREE = 2L << 30;

    private final Supplier<Settings> configured;
    private final Reach reach;
    private final List<Finding> findings = new ArrayList<>();

    Doctor(Supplier<Settings> configured, Reach reach) {
        this.configured = configured;
        this.reach = reach;
    }

    /** Returns what was found, in order. Blocks for about half a minute at most. */
    List<Finding> examine() {
        findings.add(Finding.fine("java", Runtime.version().toString()));
        Settings settings;
        try {
            settings = configured.get();
        } catch (RuntimeException e) {
            findings.add(Finding.broken("settings", e));
            return findings;
        }
        findings.add(home(settings.home()));
        language(settings);
        embedded(settings);
        remote(settings.remote());
        mcp(settings);
        return findings;
    }

    private static Finding home(Path home) {
        try {
            Files.createDirectories(home);
            Path probe = Files.createTempFile(home, "doctor", ".tmp");
            Files.delete(probe);
            long free = Files.getFileStore(home).getUsableSpace();
            String words = "%s, %.1f GB free".formatted(home, free / 1e9);
            return free < LEAST_FREE
                    ? Finding.broken("home", words, "free some space, or set POLYPHONY_HOME to another folder")
                    : Finding.fine("home", words);
        } catch (IOException e) {
            return Finding.broken(
                    "home", "%s can't be written to".formatted(home), "set POLYPHONY_HOME to a folder of yours");
        }
    }

    private void language(Settings settings) {
        String about = "language model";
        String url = settings.llmBaseUrl();
        String model = settings.llmModel();
        Path file = settings.llm().modelFile();
        if (file != null) {
            findings.add(
                    Files.isRegularFile(file)
                            ? Finding.fine(about, "%s, in this process".formatted(file))
                            : Finding.broken(
                                    about,
                                    "there is no file %s".formatted(file),
                                    "set POLYPHONY_LLM_MODEL_FILE to a model as GGUF"));
        } else if (url == null && model == null) {
            findings.add(Finding.absent(
                    about,
                    "none is set: requests are planned by embedding and typed search, answers are composed",
                    "set POLYPHONY_LLM_BASE_URL and POLYPHONY_LLM_MODEL"));
        } else if (url == null || model == null) {
            findings.add(Finding.broken(
                    about,
                    "only the %s is set".formatted(url == null ? "model" : "base URL"),
                    "set POLYPHONY_LLM_%s as well".formatted(url == null ? "BASE_URL" : "MODEL")));
        } else {
            findings.add(reach.model(about, url, model, settings.llmApiKey()));
        }
    }

    private void embedded(Settings settings) {
        try (LocalTools local = LocalTools.available(settings.local())) {
            findings.add(Finding.fine(
                    "embedded tools",
                    "%d are here, on device %s"
                            .formatted(local.tools().size(), settings.local().device())));
            for (AbsentTool tool : local.absent()) {
                findings.add(Finding.absent(tool.signature().name(), "is not here", tool.remedy()));
            }
        } catch (PolyphonyException e) {
            findings.add(Finding.broken("embedded tools", e));
        }
    }

    private void remote(Map<String, String> settings) {
        try (RemoteTools remote = RemoteTools.from(settings)) {
            if (remote.endpoints().isEmpty()) {
                findings.add(
                        Finding.absent(
                                "endpoints",
                                "none is set",
                                "set one of polyphony.remote, as polyphony.remote.diffusers.base-url; see docs/remote-endpoints.md"));
            }
            findings.addAll(reach.endpoints(remote.endpoints()));
            missing(remote);
        } catch (PolyphonyException e) {
            findings.add(Finding.broken("endpoints", e));
        }
    }

    /** Remedies are the same for many tools, so they are told once. */
    private void missing(RemoteTools remote) {
        Map<String, List<String>> byRemedy = new TreeMap<>();
        remote.absent()
                .forEach(tool -> byRemedy.computeIfAbsent(tool.remedy(), r -> new ArrayList<>())
                        .add(tool.signature().name()));
        byRemedy.forEach((remedy, tools) ->
                findings.add(Finding.absent(String.join(", ", tools), "no endpoint serves it", remedy)));
    }

    private void mcp(Settings settings) {
        if (settings.mcp().isEmpty()) {
            return;
        }
        try (McpTools tools = McpTools.from(settings.mcp(), settings.home().resolve("mcp-pins.json"))) {
            for (McpState state : tools.states()) {
                String about = "mcp " + state.name();
                if (state.reached()) {
                    findings.add(Finding.fine(
                            about, "%s at %s, %d tools".formatted(state.title(), state.reach(), state.tools())));
                }
                state.problems()
                        .forEach(problem -> findings.add(Finding.broken(about, new IllegalStateException(problem))));
            }
        } catch (PolyphonyException e) {
            findings.add(Finding.broken("mcp", e));
        }
    }

    /** Asks servers whether they are there. */
    interface Reach {
        /** Tells whether an OpenAI-compatible server answers and has the model. */
        Finding model(String about, String baseUrl, String model, @org.jspecify.annotations.Nullable String key);

        /** Tells of each endpoint whether it answers. No key is sent and nothing is asked that costs. */
        List<Finding> endpoints(List<EndpointCard> endpoints);
    }
}
