package dev.webhooks.autoconfigure;

import dev.webhooks.Internal;

/**
 * Prefix of the paths of all endpoints: the context path of the application and the path
 * of the servlet.
 *
 * @param value the path, without slash at its end
 */
@Internal
public record PathPrefix(String value) {

	/** Where there is no web server. */
	public static final PathPrefix NONE = new PathPrefix("");

	/**
	 * The whole path of an endpoint.
	 * @param path the path within the servlet
	 * @return the path
	 */
	public String before(String path) {
		String whole = this.value + path;
		return whole.isEmpty() ? "/" : whole;
	}

}
