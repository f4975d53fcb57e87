package dev.webhooks.test.received;

/**
 * The target in the first line of a request.
 */
final class HttpTarget {

	private HttpTarget() {
	}

	/**
	 * Finds the path of an absolute URL.
	 * @param url the URL without query string
	 * @return the path, not decoded, at least a slash
	 */
	static String pathOf(String url) {
		int authority = url.indexOf("://");
		int path = url.indexOf('/', (authority < 0) ? 0 : authority + 3);
		return (path < 0) ? "/" : url.substring(path);
	}

	/**
	 * Takes scheme and authority from a target that has them, as requests to proxies do.
	 */
	static String withoutAuthority(String target) {
		boolean absolute = target.startsWith("http://") || target.startsWith("https://");
		return absolute ? pathOf(target) : target;
	}

}
