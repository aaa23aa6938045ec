package dev.polyphony.tools.remote.http;

import java.net.UnknownHostException;

/** A host of a result lies on this machine or in a private network, so it was not connected to. */
final class PrivateAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    PrivateAddressException(String host) {
        super("\"%s\" is no host of the public internet".formatted(host));
    }
}
