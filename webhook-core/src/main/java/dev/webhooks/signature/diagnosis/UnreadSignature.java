package dev.webhooks.signature.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookHeaders;
import dev.webhooks.WebhookRequest;
import dev.webhooks.signature.SchemeTraits;
import dev.webhooks.signature.SchemeTraits.Credential;
import dev.webhooks.signature.Verification.Refused;

/**
 * Explains why no signature could be read: which header is expected, which ones came that
 * look like it, and whose they are.
 */
final class UnreadSignature {

	private static final int MAX_SHOWN = 5;

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

	private static final List<String> TELLING = List.of("sign", "hmac", "digest", "token", "secret", "authorization",
			"webhook-");

	private final SchemeTraits traits;

	private final Function<WebhookHeaders, @Nullable String> owners;

	UnreadSignature(SchemeTraits traits, Function<WebhookHeaders, @Nullable String> owners) {
		this.traits = traits;
		this.owners = owners;
	}

	/**
	 * Tells whether a request has the header of the signature.
	 */
	static boolean carries(SchemeTraits traits, WebhookRequest request) {
		List<String> found = new ArrayList<>(1);
		request.headers().forEach((name, value) -> {
			if (traits.isHeader(name)) {
				found.add(name);
			}
		});
		return !found.isEmpty();
	}

	/**
	 * Words of a scheme of an application: their meaning is known there alone.
	 */
	static String ofOwnScheme(Refused refused) {
		return RefusalDiagnosis.said(refused)
				+ ". The application's own scheme says so, which 'signature.scheme' names";
	}

	String explain(WebhookRequest request, Refused refused) {
		WebhookHeaders others = request.headers().filter((name, value) -> !this.traits.isHeader(name));
		String owner = this.owners.apply(others);
		return found(request, refused) + ((owner != null)
				? ". It carries " + owner + ": check the path that is configured there, or 'preset' here" : "");
	}

	private String found(WebhookRequest request, Refused refused) {
		if (this.traits.credential() == Credential.UNKNOWN) {
			return ofOwnScheme(refused);
		}
		String empty = empty(request);
		if (empty != null) {
			return RefusalDiagnosis.said(refused) + ". The header " + empty + " is there, but empty";
		}
		boolean missing = refused.reason() == RejectionReason.SIGNATURE_MISSING && refused.advice() == null;
		if (!missing || carries(this.traits, request)) {
			return RefusalDiagnosis.said(refused);
		}
		String detail = RefusalDiagnosis.said(refused);
		return this.traits.headers().isEmpty() ? detail + ": 'signature.location' says where it has to be" : detail
				+ ": the header " + String.join(" or ", this.traits.headers()) + " is missing, " + similar(request);
	}

	private @Nullable String empty(WebhookRequest request) {
		return this.traits.headers()
			.stream()
			.filter((name) -> "".equals(request.headers().first(name)))
			.findFirst()
			.orElse(null);
	}

	private static String similar(WebhookRequest request) {
		Set<String> names = new LinkedHashSet<>();
		request.headers().forEach((name, value) -> {
			if (names.size() < MAX_SHOWN && isTelling(name)) {
				names.add(name);
			}
		});
		return names.isEmpty()
				? "and there is none like it: the provider signs nothing before a secret is set there, or something on "
						+ "the way drops it, or it was sent by somebody else"
				: "but there is " + String.join(", ", names) + ": 'signature.header' and 'preset' say which is read";
	}

	private static boolean isTelling(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return NAME.matcher(name).matches() && TELLING.stream().anyMatch(lower::contains);
	}

}
