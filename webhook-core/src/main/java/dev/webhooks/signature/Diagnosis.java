package dev.webhooks.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequest;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Verified;
import org.jspecify.annotations.Nullable;

/**
 * Finds out by trial what would have made a request authentic, for the log. What it finds
 * never makes it so.
 */
final class Diagnosis {

	/** Trials cost as much as verifications. */
	private static final int MAX_BODY = 64 * 1024;

	private final SignatureScheme scheme;

	private final List<Secret> secrets;

	private final Instant now;

	/**
	 * Creates a diagnosis.
	 * @param scheme the scheme of the provider
	 * @param secrets its secrets, expired ones included
	 * @param now the current time
	 */
	Diagnosis(SignatureScheme scheme, List<Secret> secrets, Instant now) {
		this.scheme = scheme;
		this.secrets = secrets;
		this.now = now;
	}

	@Nullable String explain(WebhookRequest request, Refused refused) {
		if (refused.age() != null) {
			return explainTime(request, refused.age());
		}
		boolean compared = refused.reason() == RejectionReason.SIGNATURE_MISMATCH
				|| refused.reason() == RejectionReason.NO_SECRET;
		if (!compared) {
			return null;
		}
		Instant expired = expiryOfMatch(request);
		if (expired != null) {
			return "it is signed with a secret that has expired at " + expired;
		}
		String alteration = alterationOf(request);
		return (alteration != null) ? "the body was altered on the way: the signature is that of " + alteration
				: "none of %d secrets matches: it is probably that of another endpoint".formatted(this.secrets.size());
	}

	private String explainTime(WebhookRequest request, Duration age) {
		String skew = age.isNegative() ? "%d s ahead of this clock".formatted(age.negated().toSeconds())
				: "%d s behind this clock".formatted(age.toSeconds());
		return matches(request, this.secrets, this.now.minus(age))
				? "the signature is right but " + skew + ": a clock is wrong, or the request was held up or is a replay"
				: "the time is " + skew + ", and the signature does not match either";
	}

	private @Nullable Instant expiryOfMatch(WebhookRequest request) {
		for (Secret secret : this.secrets) {
			if (!secret.isActive(this.now) && matches(request, List.of(secret), this.now)) {
				return secret.expires();
			}
		}
		return null;
	}

	private @Nullable String alterationOf(WebhookRequest request) {
		byte[] body = request.body();
		if (body.length == 0 || body.length > MAX_BODY) {
			return null;
		}
		Map<String, byte[]> originals = new LinkedHashMap<>();
		originals.put("a body without the white space at its end", withoutTrailingSpace(body));
		originals.put("a body with a line feed at its end", append(body, "\n"));
		originals.put("a body with a line break at its end", append(body, "\r\n"));
		originals.put("a body with other line breaks",
				text(body).replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1));
		originals.put("compact JSON", compact(body));
		for (Map.Entry<String, byte[]> original : originals.entrySet()) {
			boolean other = !Arrays.equals(original.getValue(), body);
			if (other && matches(new WebhookRequest(request.head(), original.getValue()), this.secrets, this.now)) {
				return original.getKey();
			}
		}
		return null;
	}

	private boolean matches(WebhookRequest request, List<Secret> tried, Instant time) {
		return this.scheme.verify(request, Secret.readingsOf(tried), time) instanceof Verified;
	}

	private static String text(byte[] body) {
		return new String(body, StandardCharsets.ISO_8859_1);
	}

	private static byte[] withoutTrailingSpace(byte[] body) {
		return text(body).stripTrailing().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static byte[] append(byte[] body, String end) {
		return (text(body) + end).getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Leaves out the white space between the tokens of JSON, and changes nothing else.
	 */
	private static byte[] compact(byte[] body) {
		ByteArrayOutputStream compact = new ByteArrayOutputStream(body.length);
		boolean quoted = false;
		boolean escaped = false;
		for (byte next : body) {
			boolean space = next == ' ' || next == '\n' || next == '\r' || next == '\t';
			if (quoted || !space) {
				compact.write(next);
			}
			quoted ^= next == '"' && !escaped;
			escaped = next == '\\' && !escaped && quoted;
		}
		return compact.toByteArray();
	}

}
