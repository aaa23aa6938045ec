package dev.polyphony.tools.remote.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.polyphony.agent.PolyphonyException;
import dev.polyphony.testkit.EndpointAnswer;
import dev.polyphony.testkit.FakeCall;
import dev.polyphony.testkit.FakeEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results are fetched from the public internet alone, whatever URL an answer, a redirect or a name server gives. */
class SsrfIT {
    private static final String PUBLIC = "93.184.215.14";

    private final FakeEndpoint provider = FakeEndpoint.start();
    private final FakeEndpoint cdn = FakeEndpoint.start();
    private final FakeEndpoint canary = FakeEndpoint.start();
    private final AtomicInteger rebinds = new AtomicInteger();

    /** Whatever the guard lets through ends at the canary, unless it is the one public host there is. */
    private final Network network = new Network(
            this::resolve,
            new GuardedSockets((socket, address, timeout) -> {
                boolean known = ((InetSocketAddress) address)
                        .getAddress()
                        .getHostAddress()
                        .equals(PUBLIC);
                InetAddress loopback = InetAddress.getLoopbackAddress();
                ((GuardedSockets.Guarded) socket)
                        .connectUnguarded(new InetSocketAddress(loopback, known ? cdn.port() : canary.port()), timeout);
            }),
            Duration.ofSeconds(10));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        network.close();
        provider.close();
        cdn.close();
        canary.close();
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        InetAddress open = InetAddress.getByName(PUBLIC);
        return switch (host) {
            case "cdn.example", "evilcdn.example", "cdn.example.evil.example", "not-listed.example" -> List.of(open);
            case "private.example", "metadata.google.internal" -> List.of(InetAddress.getByName("10.0.0.1"));
            case "mixed.example" -> List.of(open, InetAddress.getByName("127.0.0.1"));
            case "six.example" -> List.of(InetAddress.getByName("fd00::1"));
            case "rebind.example" ->
                List.of(rebinds.getAndIncrement() % 2 == 0 ? open : InetAddress.getByName("127.0.0.1"));
            case "localhost", "localhost.", "sub.localhost", "localhost.localdomain", "ip6-localhost" ->
                List.of(InetAddress.getLoopbackAddress());
            default -> numeric(host);
        };
    }

    /** Names of digits and dots are addresses to Java in all the forms of inet_aton; other names are unknown. */
    private static List<InetAddress> numeric(String host) throws UnknownHostException {
        if (!host.matches("[0-9a-fx.:]+")) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getAllByName(host));
    }

    private static List<String> corpus() throws IOException {
        try (InputStream in = SsrfIT.class.getResourceAsStream("/ssrf-urls.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }

    /** Trusts the host of the URL by name, so that the guard of addresses stands alone, unless the URL is about names. */
    private Attempt attempt(String url) {
        List<String> trusted = new ArrayList<>(List.of("cdn.example", "rebind.example"));
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed != null && !parsed.host().matches("not-listed.example|evilcdn.example|.*evil.example")) {
            trusted.add(parsed.host());
        }
        Endpoint endpoint = Endpoint.of("fake", "hf-task", provider.baseUrl())
                .withAuth(new Auth(Auth.Scheme.BEARER, Secret.of("canary-secret")))
                .withDeadline(Duration.ofSeconds(10))
                .withResultHosts(trusted);
        return new Remote(network, endpoint, Clock.systemUTC()).begin(FakeCall.of(Map.of(), folder));
    }

    @Test
    void connectsToNoneOfTheCorpusDirectlyOrThroughARedirect() throws IOException {
        List<String> corpus = corpus();
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(80);
        for (String url : corpus) {
            assertThat(catchThrowable(() -> attempt(url).download(url)))
                    .as(url)
                    .isInstanceOfAny(PolyphonyException.class, InvalidOutputException.class);
            if (url.chars().allMatch(c -> c > ' ' && c < 127)) {
                cdn.on("GET /hop", EndpointAnswer.status(302).with("Location", url));
                assertThat(catchThrowable(() -> attempt(url).download("http://cdn.example/hop")))
                        .as("redirect to " + url)
                        .isInstanceOfAny(PolyphonyException.class, InvalidOutputException.class);
            }
        }
        assertThat(canary.connections()).isZero();
        assertThat(cdn.asked()).allSatisfy(ask -> assertThat(ask.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void connectsToTheAddressThatWasLookedAtWhenANameChangesItsMind() throws Exception {
        cdn.on("GET /1.png", EndpointAnswer.bytes("image/png", new byte[] {1, 2, 3}));
        int fetched = 0;
        for (int i = 0; i < 20; i++) {
            network.results().connectionPool().evictAll();
            fetched += catchThrowable(() -> attempt("http://rebind.example/").download("http://rebind.example/1.png"))
                            == null
                    ? 1
                    : 0;
        }
        assertThat(fetched).isBetween(1, 19);
        assertThat(canary.connections()).isZero();
    }

    @Test
    void fetchesFromAListedPublicHostWithoutTheKey() throws Exception {
        cdn.on("GET /1.png", EndpointAnswer.status(307).with("Location", "/2.png"));
        cdn.on("GET /2.png", EndpointAnswer.bytes("image/png", new byte[] {1, 2, 3}));

        Reply reply = attempt("http://cdn.example/").download("http://cdn.example/1.png");

        assertThat(reply.body()).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(cdn.asked())
                .hasSize(2)
                .allSatisfy(ask -> assertThat(ask.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void givesUpOnARedirectThatGoesRound() {
        cdn.on("GET /1.png", EndpointAnswer.status(302).with("Location", "/1.png"));

        assertThat(catchThrowable(() -> attempt("http://cdn.example/").download("http://cdn.example/1.png")))
                .isInstanceOf(InvalidOutputException.class)
                .hasMessageContaining("redirected");
    }

    @Test
    void tellsTheKeyToNoHostButItsOwn() {
        assertThat(catchThrowable(() -> attempt("http://cdn.example/").own("http://cdn.example/status")))
                .hasMessageContainingAll("cdn.example", "the only one that sees the key");
    }
}
