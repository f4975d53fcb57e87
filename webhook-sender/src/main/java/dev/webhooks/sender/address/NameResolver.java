package dev.webhooks.sender.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Looks up the addresses of a name. It may block, and is safe for use by several threads.
 */
@FunctionalInterface
public interface NameResolver {

	/**
	 * The resolver of the Java platform.
	 */
	NameResolver SYSTEM = InetAddress::getAllByName;

	/**
	 * Looks up a name.
	 * @param name a name in ASCII, without trailing dot
	 * @return its addresses, in the order in which they are tried; at least one
	 * @throws UnknownHostException if there is none
	 */
	InetAddress[] resolve(String name) throws UnknownHostException;

}
