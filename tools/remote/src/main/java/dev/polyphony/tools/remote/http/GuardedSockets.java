package dev.polyphony.tools.remote.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to the public internet alone. This is the last guard, behind the look at names: what counts is
 * the address that is connected to, whoever resolved it and however it was written.
 */
final class GuardedSockets extends SocketFactory {
    /** Opens the connection of a socket once its address was found public. */
    @FunctionalInterface
    interface Connector {
        void connect(Socket socket, SocketAddress address, int timeoutMillis) throws IOException;
    }

    private final Connector connector;

    /** @param connector connects; null for the socket's own way */
    GuardedSockets(Connector connector) {
        this.connector = connector;
    }

    @Override
    public Socket createSocket() {
        return new Guarded(connector);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("only sockets that are not connected are made");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    /** A socket that looks at an address before it connects to it. */
    static final class Guarded extends Socket {
        private final Connector connector;

        private Guarded(Connector connector) {
            this.connector = connector;
        }

        @Override
        public void connect(SocketAddress address, int timeoutMillis) throws IOException {
            if (!(address instanceof InetSocketAddress inet)
                    || inet.getAddress() == null
                    || !Addresses.isPublic(inet.getAddress())) {
                throw new PrivateAddressException(String.valueOf(address));
            }
            connector.connect(this, address, timeoutMillis);
        }

        /** Connects without a further look. */
        void connectUnguarded(SocketAddress address, int timeoutMillis) throws IOException {
            super.connect(address, timeoutMillis);
        }
    }

    /** Returns a factory whose sockets connect to the very address they are given. */
    static GuardedSockets direct() {
        return new GuardedSockets((socket, address, timeout) -> ((Guarded) socket).connectUnguarded(address, timeout));
    }
}
