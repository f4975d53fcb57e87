package dev.webhooks.provider;

import dev.webhooks.InvalidSettingException;

/**
 * The grammar of the paths of endpoints, which is known to what maps them.
 */
@FunctionalInterface
public interface EndpointPaths {

	/**
	 * Any path, for applications that map paths themselves.
	 */
	EndpointPaths ANY = (key, path) -> path;

	/**
	 * Checks a path.
	 * @param key the key, for the message
	 * @param path the configured path
	 * @return the path without slash at its end
	 * @throws InvalidSettingException if it cannot be mapped, or would be mapped to more
	 * than it looks like
	 */
	String checked(String key, String path);

}
