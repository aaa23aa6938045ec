package dev.polyphony.tools.remote.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Tells addresses of the public internet from all others. */
final class Addresses {
    /** A block of IPv4 addresses that are not of the public internet. */
    private record Block(int first, int bits) {
        boolean holds(int address) {
            return (address ^ first) >>> (32 - bits) == 0;
        }
    }

    private static final List<Block> PRIVATE = List.of(
            block(0, 0, 0, 8),
            block(10, 0, 0, 8),
            block(100, 64, 0, 10),
            block(127, 0, 0, 8),
            block(169, 254, 0, 16),
            block(172, 16, 0, 12),
            block(192, 0, 0, 24),
            block(192, 0, 2, 24),
            block(192, 88, 99, 24),
            block(192, 168, 0, 16),
            block(198, 18, 0, 15),
            block(198, 51, 100, 24),
            block(203, 0, 113, 24),
            block(224, 0, 0, 4),
            block(240, 0, 0, 4));

    private Addresses() {}

    private static Block block(int a, int b, int c, int bits) {
        return new Block(a << 24 | b << 16 | c << 8, bits);
    }

    /** Returns true if the address is one of the public internet; one that carries another address within is not. */
    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return isPublic4(address.getAddress());
        }
        return address instanceof Inet6Address && isPublic6(address.getAddress());
    }

    private static boolean isPublic4(byte[] bytes) {
        int value = (bytes[0] & 255) << 24 | (bytes[1] & 255) << 16 | (bytes[2] & 255) << 8 | (bytes[3] & 255);
        return PRIVATE.stream().noneMatch(block -> block.holds(value));
    }

    /** Of IPv6 only 2000::/3 is global unicast; Teredo, 6to4 and documentation lie within and are left out. */
    private static boolean isPublic6(byte[] bytes) {
        if ((bytes[0] & 0xe0) != 0x20) {
            return false;
        }
        int first = (bytes[0] & 255) << 8 | (bytes[1] & 255);
        int second = (bytes[2] & 255) << 8 | (bytes[3] & 255);
        boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8);
        boolean sixToFour = first == 0x2002;
        boolean documentation = first == 0x3fff && second < 0x1000;
        return !special && !sixToFour && !documentation;
    }

    /** Returns the addresses if all of them are public, so that no name can hide a private one among public ones. */
    static List<InetAddress> checked(String host, List<InetAddress> addresses) throws UnknownHostException {
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new PrivateAddressException(host);
            }
        }
        return addresses;
    }

    /** Returns the addresses of a name, as the system resolves it. */
    static List<InetAddress> resolve(String host) throws UnknownHostException {
        return Arrays.asList(InetAddress.getAllByName(host));
    }
}
