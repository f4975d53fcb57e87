package dev.webhooks.tenant;

/**
 * Names that a tenant can have: those that every database keeps as they are.
 */
final class TenantNames {

	/** No tenant has a longer name: strangers decide what is asked for and remembered. */
	private static final int MAX_LENGTH = 255;

	private TenantNames() {
	}

	static boolean isUsable(String name) {
		return !name.isBlank() && name.length() <= MAX_LENGTH && !name.endsWith(" ") && name.indexOf(0) < 0
				&& name.codePoints().noneMatch((c) -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
	}

}
