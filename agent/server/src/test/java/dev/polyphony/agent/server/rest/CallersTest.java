package dev.polyphony.agent.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.HostAndPort;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallersTest {
    private final Callers closed = new Callers("127.0.0.1", List.of("box.local"), List.of());
    private final Callers open = new Callers("0.0.0.0", List.of(), List.of("https://app.example"));

    @Test
    void letsAddressesInOnceTheServerListensToOthersThanLoopback() {
        assertThatCode(() -> open.checkHost(host("192.168.1.5"))).doesNotThrowAnyException();
        assertThatCode(() -> open.checkHost(host("[fe80::1]"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> closed.checkHost(host("192.168.1.5"))).isInstanceOf(Refusal.class);
    }

    @Test
    void letsNoNameInThatNobodyConfigured() {
        assertThatThrownBy(() -> open.checkHost(host("rebound.example")))
                .hasMessageContaining("rebound.example")
                .hasMessageContaining("polyphony.hosts");
        assertThatThrownBy(() -> open.checkHost(null)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> closed.checkHost(host("127.0.0.1.evil.example")))
                .isInstanceOf(Refusal.class);
        assertThatCode(() -> closed.checkHost(host("BOX.local"))).doesNotThrowAnyException();
    }

    @Test
    void tellsItsOwnOriginFromOthers() {
        assertThat(open.isForeign("http://192.168.1.5:8080", HostAndPort.create("192.168.1.5", 8080)))
                .isFalse();
        assertThat(open.isForeign("https://App.example", host("192.168.1.5"))).isTrue();
        assertThatThrownBy(() -> open.isForeign("http://192.168.1.5:81", HostAndPort.create("192.168.1.5", 8080)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> open.isForeign("192.168.1.5", host("192.168.1.5")))
                .isInstanceOf(Refusal.class);
    }

    private static HostAndPort host(String name) {
        return HostAndPort.create(name, -1);
    }
}
