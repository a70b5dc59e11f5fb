package io.roadgate.sensor.transport;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collections;

/**
 * A multicast group as the site file names it: {@code group} or {@code group@interface}.
 *
 * @param address of the group.
 * @param interfaceName name or own address of the network interface; empty = the first that can do multicast.
 */
record MulticastGroup(InetAddress address, String interfaceName) {
    /**
     * Reads it.
     *
     * @throws IllegalArgumentException when it is none; at construction only.
     */
    static MulticastGroup parse(String text) {
        int at = text.indexOf('@');
        String group = at < 0 ? text : text.substring(0, at);
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(group);
        try {
            InetAddress address = octets == null ? null : InetAddress.getByAddress(octets);
            if (address == null || !address.isMulticastAddress() || at == text.length() - 1) {
                throw new IllegalArgumentException(
                        "must be a multicast address (224.0.0.0..239.255.255.255, ff00::/8) or address@interface, is '"
                                + text + "'");
            }
            return new MulticastGroup(address, at < 0 ? "" : text.substring(at + 1));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("is no address: '" + text + "'", e);
        }
    }

    /** The interface, as it is now: USB and VLAN interfaces come and go. */
    NetworkInterface networkInterface() throws SocketException, UnknownHostException {
        if (interfaceName.isEmpty()) {
            for (NetworkInterface candidate : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (candidate.isUp() && candidate.supportsMulticast() && !candidate.isLoopback()) {
                    return candidate;
                }
            }
            throw new SocketException("no network interface is up that can do multicast");
        }
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(interfaceName);
        NetworkInterface found = octets == null
                ? NetworkInterface.getByName(interfaceName)
                : NetworkInterface.getByInetAddress(InetAddress.getByAddress(octets));
        if (found == null) {
            throw new SocketException(
                    "there is no network interface " + interfaceName + " (./roadgate devices lists them)");
        }
        return found;
    }
}
