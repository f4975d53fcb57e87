package dev.webhooks.signature.callback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import dev.webhooks.InvalidSettingException;
import dev.webhooks.RejectionReason;
import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.fetch.CallbackRequest;
import dev.webhooks.fetch.FetchBudget;
import dev.webhooks.request.LogText;
import dev.webhooks.signature.Verification;
import dev.webhooks.signature.Verification.Refused;
import dev.webhooks.signature.Verification.Undetermined;

/**
 * The calls of one provider, within limits: strangers must neither make this application
 * a burden to the provider, nor occupy its threads, nor spend what genuine requests need.
 * What was refused is not asked about again at once. Safe for use by several threads.
 */
final class CallbackCalls {

	private static final Duration KEEP_REFUSAL = Duration.ofSeconds(30);

	private static final int MAX_REFUSALS = 1000;

	/** An exception may be its own cause by a detour. */
	private static final int MOST_CAUSES = 10;

	private final CallbackClient client;

	private final FetchBudget budget;

	private final Semaphore running;

	private final Cache<String, Refused> refusals;

	CallbackCalls(CallbackSettings settings, CallbackClient client, Ticker ticker) {
		this.client = client;
		this.budget = new FetchBudget(ticker, positive("calls-per-minute", settings.callsPerMinute()));
		this.running = new Semaphore(positive("concurrency", settings.concurrency()));
		this.refusals = Caffeine.newBuilder()
			.maximumSize(MAX_REFUSALS)
			.expireAfterWrite(KEEP_REFUSAL)
			.ticker(ticker)
			.build();
	}

	private static int positive(String key, int value) {
		if (value < 1) {
			throw new InvalidSettingException("signature.callback." + key, value, "Use a number of at least 1.");
		}
		return value;
	}

	/**
	 * Finds what the provider said of a request within the last half minute.
	 * @return the verdict, or {@code null} if it did not refuse it
	 */
	@Nullable Refused refusal(CallbackRequest request, List<String> expected) {
		return this.refusals.getIfPresent(key(request, expected));
	}

	/**
	 * Asks the provider.
	 * @param address the address of the client that sent what is asked about
	 * @return the verdict, or {@code null} if the request is authentic
	 */
	@Nullable Verification ask(CallbackRequest request, CallbackAnswer answer, List<String> expected, String address) {
		String key = key(request, expected);
		Refused known = this.refusals.getIfPresent(key);
		if (known != null) {
			return known;
		}
		if (!this.running.tryAcquire()) {
			return new Undetermined("The provider is being asked about too many other requests", null);
		}
		try {
			if (!this.budget.take(address)) {
				return new Undetermined(RejectionReason.TOO_MANY_CALLBACKS,
						"The provider would have to be asked, and was too often lately", null);
			}
			Verification verification = answer.read(this.client.ask(request), expected);
			remember(key, verification, address);
			return verification;
		}
		catch (Exception ex) {
			return unanswered(request, ex);
		}
		finally {
			this.running.release();
		}
	}

	private void remember(String key, @Nullable Verification verification, String address) {
		if (verification == null) {
			this.budget.verified(address);
		}
		else if (verification instanceof Refused refused) {
			this.refusals.put(key, refused);
		}
	}

	private static Verification unanswered(CallbackRequest request, Exception failure) {
		String detail = "The provider could not be asked: ";
		String type = ((failure.getCause() != null) ? failure.getCause() : failure).getClass().getName();
		return shows(failure, request) ? new Undetermined(detail + type, null)
				: new Undetermined(detail + LogText.messageOf(failure) + " (" + type + ")", failure);
	}

	/**
	 * A client of the application's own may show what is asked, and with it the secret.
	 */
	private static boolean shows(Exception failure, CallbackRequest request) {
		String query = request.uri().getRawQuery();
		String body = new String(request.body(), StandardCharsets.UTF_8);
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
			String message = String.valueOf(cause.getMessage());
			if ((query != null && message.contains(query)) || (!body.isEmpty() && message.contains(body))) {
				return true;
			}
			cause = cause.getCause();
		}
		return cause != null;
	}

	/** All that the verdict depends on. */
	private static String key(CallbackRequest request, List<String> expected) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update((request.uri() + "\n" + expected + "\n").getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest.digest(request.body()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
