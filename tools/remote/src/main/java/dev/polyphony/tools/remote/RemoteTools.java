package dev.polyphony.tools.remote;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.RegistrationException;
import dev.polyphony.agent.Tool;
import dev.polyphony.agent.ToolSource;
import dev.polyphony.agent.Traits;
import dev.polyphony.tools.remote.Preset.Served;
import dev.polyphony.tools.remote.RemoteSettings.Configured;
import dev.polyphony.tools.remote.adapter.Adapter;
import dev.polyphony.tools.remote.adapter.Adapters;
import dev.polyphony.tools.remote.adapter.Service;
import dev.polyphony.tools.remote.catalogue.ModelCatalogue;
import dev.polyphony.tools.remote.http.Endpoint;
import dev.polyphony.tools.remote.http.Network;
import dev.polyphony.tools.remote.http.Remote;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tools that model endpoints serve, each with a binding for every endpoint and model that is set. Nothing is called before a
 * tool is; content leaves this machine only to the endpoints that are set. Thread-safe; close it to end its connections.
 */
public final class RemoteTools implements ToolSource {
    /** The catalogue of endpoints on the class path: a resource of the application. */
    public static final String CATALOGUE = "remote-endpoints.json";

    private final Network network = Network.open();
    private final List<Tool> tools = new ArrayList<>();
    private final List<AbsentTool> absent = new ArrayList<>();
    private final List<EndpointCard> endpoints = new ArrayList<>();

    private RemoteTools(List<Preset> presets, List<Configured> endpoints, Clock clock) {
        List<ToolCard> cards = ToolCard.all();
        Map<String, List<Binding>> bindings = new LinkedHashMap<>();
        for (Configured configured : endpoints) {
            Remote remote = new Remote(network, configured.endpoint(), clock);
            this.endpoints.add(described(configured));
            configured
                    .served()
                    .forEach(served -> bindings.computeIfAbsent(served.tool(), tool -> new ArrayList<>())
                            .add(binding(remote, served, card(cards, configured, served))
                                    .atMost(configured.atOnce())));
        }
        for (ToolCard card : cards) {
            List<Binding> ways = bindings.getOrDefault(card.signature().name(), List.of());
            if (!ways.isEmpty()) {
                tools.add(new Tool(card.signature(), new Traits("1", "", false, card.timeout()), distinct(ways)));
            } else if (card.known()) {
                absent.add(new AbsentTool(card.signature(), remedy(card, presets)));
            }
        }
    }

    /**
     * Returns the tools of these settings and of the catalogue on the class path.
     *
     * @param settings by {@code NAME.setting}: {@code huggingface.api-key}, {@code diffusers.base-url}
     * @throws RegistrationException if a setting is unknown, or an endpoint lacks one
     */
    public static RemoteTools from(Map<String, String> settings) {
        return from(settings, catalogue(), Clock.systemUTC());
    }

    /** Returns the tools of these settings and of this catalogue, which is JSON. */
    public static RemoteTools from(Map<String, String> settings, String catalogue, Clock clock) {
        List<Preset> presets = presets(catalogue);
        return new RemoteTools(presets, new RemoteSettings(settings, presets).endpoints(), clock);
    }

    /** Returns what people ask for most, as missing, with the settings of the catalogue on the class path that would bring it. */
    public static List<AbsentTool> missing() {
        List<Preset> presets = Preset.read(catalogue());
        return ToolCard.all().stream()
                .filter(ToolCard::known)
                .map(card -> new AbsentTool(card.signature(), remedy(card, presets)))
                .toList();
    }

    /** Returns the names of the settings that an endpoint has. */
    public static List<String> settingsOfOne() {
        return RemoteSettings.NAMES;
    }

    /** Returns the names of all settings of the catalogue's endpoints, for those who can only ask for settings by name. */
    public static Set<String> settingNames() {
        Set<String> names = new TreeSet<>();
        for (Preset preset : presets(catalogue())) {
            RemoteSettings.NAMES.forEach(setting -> names.add(preset.name() + "." + setting));
        }
        return names;
    }

    /** The endpoints of a catalogue, then the models of the model catalogue. */
    private static List<Preset> presets(String catalogue) {
        List<Preset> presets = new ArrayList<>(Preset.read(catalogue));
        Set<String> taken = presets.stream().map(Preset::name).collect(Collectors.toSet());
        presets.addAll(ModelPresets.of(ModelCatalogue.carried(), taken));
        return presets;
    }

    private static String catalogue() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in =
                (loader == null ? RemoteTools.class.getClassLoader() : loader).getResourceAsStream(CATALOGUE)) {
            return in == null ? "{\"endpoints\":{}}" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EndpointCard described(Configured configured) {
        Endpoint endpoint = configured.endpoint();
        return new EndpointCard(
                endpoint.name(),
                endpoint.kind(),
                endpoint.baseUrl().toString(),
                !endpoint.auth().secret().isEmpty(),
                configured.served().stream().map(Served::tool).distinct().toList());
    }

    private static ToolCard card(List<ToolCard> cards, Configured configured, Served served) {
        String endpoint = configured.endpoint().name();
        ToolCard card = cards.stream()
                .filter(c -> c.signature().name().equals(served.tool()))
                .findFirst()
                .orElseThrow(() -> new RegistrationException(
                        "endpoint \"%s\" serves the tool \"%s\", which is none of %s.\nMaybe \"image.paint\"?"
                                .formatted(
                                        endpoint,
                                        served.tool(),
                                        cards.stream()
                                                .map(c -> c.signature().name())
                                                .toList())));
        Set<String> able = Adapters.of(configured.endpoint().kind()).tasks();
        if (!able.contains(card.task())) {
            throw new RegistrationException(
                    "endpoint \"%s\" of the kind %s can't serve \"%s\" (%s).\nMaybe another kind can; this one does %s."
                            .formatted(
                                    endpoint,
                                    configured.endpoint().kind(),
                                    served.tool(),
                                    card.task(),
                                    new TreeSet<>(able)));
        }
        return card;
    }

    private static Binding binding(Remote remote, Served served, ToolCard card) {
        Adapter adapter = Adapters.of(remote.endpoint().kind());
        String endpoint = remote.endpoint().name();
        String id = served.model() == null ? endpoint : endpoint + ":" + served.model();
        Service service = new Service(card.signature(), card.task(), served.model(), served.options());
        return new Binding(id, false, served.model(), new RemoteBody(remote, adapter, service)).costing(served.usd());
    }

    private static List<Binding> distinct(List<Binding> bindings) {
        Map<String, Binding> byId = new LinkedHashMap<>();
        bindings.forEach(binding -> byId.putIfAbsent(binding.id(), binding));
        return List.copyOf(byId.values());
    }

    private static String remedy(ToolCard card, List<Preset> presets) {
        String name = card.signature().name();
        List<String> ways = presets.stream()
                .filter(preset ->
                        preset.served().stream().anyMatch(s -> s.tool().equals(name)))
                .limit(3)
                .map(preset -> "polyphony.remote.%s (%s)".formatted(preset.turnedOnBy(), preset.title()))
                .toList();
        return ways.isEmpty()
                ? "set polyphony.remote.NAME.kind, .base-url and .tools=%s=MODEL for an endpoint of yours, or register a tool of your own: Tool.named(\"%s\")…"
                        .formatted(name, name)
                : "set " + String.join(", or ", ways);
    }

    @Override
    public List<Tool> tools() {
        return List.copyOf(tools);
    }

    /** Returns the endpoints that are set, those of the catalogue first. */
    public List<EndpointCard> endpoints() {
        return List.copyOf(endpoints);
    }

    @Override
    public List<AbsentTool> absent() {
        return List.copyOf(absent);
    }

    @Override
    public void close() {
        network.close();
    }
}
