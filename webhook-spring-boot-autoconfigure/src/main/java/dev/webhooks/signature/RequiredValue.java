package dev.webhooks.signature;

/**
 * A value that has to be in a request, such as
 * {@code header:PAYPAL-AUTH-ALGO=SHA256withRSA}. Immutable.
 *
 * @param template where the value is
 * @param value the value
 */
record RequiredValue(Template template, String value) {

	static RequiredValue parse(String text) {
		String key = "signature.certificate.require";
		int equals = text.indexOf('=');
		if (equals < 0) {
			throw new InvalidRecipeException(key, text, "Use a locator, '=' and the value.");
		}
		return new RequiredValue(Template.parseLocator(key, text.substring(0, equals)), text.substring(equals + 1));
	}

	void check(RequestValues values) {
		if (!this.value.equals(this.template.expand(values))) {
			throw KeyedScheme.malformed(this.template + " is not as the provider sends it");
		}
	}

}
