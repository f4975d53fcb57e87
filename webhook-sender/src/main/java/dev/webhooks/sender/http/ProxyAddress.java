package dev.webhooks.sender.http;

/**
 * The HTTP proxy that connects to endpoints. It looks their names up, so what may be
 * connected to is for the proxy to decide.
 *
 * @param host the name or the address of the proxy
 * @param port the port
 */
public record ProxyAddress(String host, int port) {

}
