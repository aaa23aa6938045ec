package dev.polyphony.agent.server.rest;

import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server listens to. A web page elsewhere can make a browser call this server, also under a name of its own that
 * it lets point here; so the name that was called and the page that called are both checked.
 */
final class Callers {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|::1|localhost");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*");

    private final boolean open;
    private final Set<String> hosts;
    private final Set<String> origins;

    /**
     * @param bound the address that the server listens on; one that is not of loopback lets any address in, but no name
     * @param hosts further names of this server
     * @param origins further origins whose pages may call it
     */
    Callers(String bound, List<String> hosts, List<String> origins) {
        this.open = !LOOPBACK.matcher(lower(bound)).matches();
        this.hosts = hosts.stream().map(Callers::lower).collect(Collectors.toUnmodifiableSet());
        this.origins = origins.stream().map(Callers::lower).collect(Collectors.toUnmodifiableSet());
    }

    /** @throws Refusal if the call is meant for a server of another name */
    void checkHost(@Nullable HostAndPort called) {
        String host = called == null ? "" : lower(called.host());
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        boolean known = LOOPBACK.matcher(name).matches()
                || (open && ADDRESS.matcher(name).matches())
                || hosts.contains(name);
        if (!known) {
            throw new Refusal(
                    403,
                    "forbidden_host",
                    "this server does not answer to the name \"%s\".\nMaybe call it localhost, or add the name to polyphony.hosts."
                            .formatted(shown(name)));
        }
    }

    /**
     * Returns true if the page is of another origin that may call, false if it is of this one.
     *
     * @throws Refusal if it may not
     */
    boolean isForeign(String origin, @Nullable HostAndPort called) {
        String from = lower(origin);
        String authority = from.replaceFirst("^https?://", "");
        if (called != null && !authority.equals(from) && authority.equals(lower(text(called)))) {
            return false;
        }
        if (origins.contains(from)) {
            return true;
        }
        throw new Refusal(
                403,
                "forbidden_origin",
                "pages of \"%s\" may not call this server.\nMaybe add it to polyphony.origins.".formatted(shown(from)));
    }

    private static String text(HostAndPort called) {
        return called.port() < 0 ? called.host() : called.host() + ":" + called.port();
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
