package dev.webhooks.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.webhooks.WebhookRequest;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.secret.Secret;
import dev.webhooks.signature.SignatureRecipe;
import dev.webhooks.signature.SignatureScheme;
import dev.webhooks.provider.SignatureSchemes;
import dev.webhooks.signature.Verification.Verified;

/**
 * Measures whether the time of a verification tells where a signature is wrong: at its
 * first byte or at its last. The kinds of request take turns, in an order that changes at
 * random, so that what else the machine does hits them alike. The times of one round are
 * compared with each other, and the twentieth of the rounds that took longest is left
 * out, whatever it shows. A comparison that stops at the first difference is measured
 * beside the library's, to see that such a difference would be found.
 */
public final class SignatureTiming {

	private static final int WARM_UP = 5_000;

	private static final int ROUNDS = 40_000;

	/** Verifications that are timed together: the clock is too coarse for one. */
	private static final int AT_ONCE = 20;

	private static final String SECRET = "5c3f0e4a9b7d21866f1c0a3be2d4975b5c3f0e4a9b7d21866f1c0a3be2d4975b";

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final Random random = new Random(1);

	private int verified;

	private SignatureTiming() {
	}

	/**
	 * Measures.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		SignatureTiming timing = new SignatureTiming();
		System.out.printf("%-34s %10s %10s %10s %24s%n", "", "right", "first", "last", "last - first");
		timing.measure("hmac", "hmac", SignatureTiming::verifier);
		timing.measure("token", "token", SignatureTiming::verifier);
		timing.measure("stops at the first difference", "token",
				(scheme) -> SignatureTiming::stopsAtTheFirstDifference);
	}

	private void measure(String title, String name, Function<SignatureScheme, Predicate<WebhookRequest>> of) {
		SignatureScheme scheme = scheme(name);
		WebhookRequest right = scheme.signer(Secret.of(SECRET)).orElseThrow().sign(request(), NOW);
		List<WebhookRequest> requests = List.of(right, wrongAt(right, 0), wrongAt(right, 63));
		Predicate<WebhookRequest> verification = of.apply(scheme);
		rounds(requests, verification, WARM_UP);
		this.verified = 0;
		print(title, rounds(requests, verification, ROUNDS));
		if (this.verified != ROUNDS * AT_ONCE) {
			throw new IllegalStateException("Other requests than the right ones were verified");
		}
	}

	/**
	 * Measures each kind of request once a round.
	 * @return the nanoseconds that one verification took, by round and kind
	 */
	private double[][] rounds(List<WebhookRequest> requests, Predicate<WebhookRequest> verification, int rounds) {
		double[][] times = new double[rounds][requests.size()];
		for (double[] round : times) {
			int turn = this.random.nextInt(6);
			for (int i = 0; i < 3; i++) {
				int kind = (turn < 3) ? (turn + i) % 3 : (turn + 3 - i) % 3;
				round[kind] = time(requests.get(kind), verification);
			}
		}
		return times;
	}

	private double time(WebhookRequest request, Predicate<WebhookRequest> verification) {
		long start = System.nanoTime();
		for (int i = 0; i < AT_ONCE; i++) {
			this.verified += verification.test(request) ? 1 : 0;
		}
		return (System.nanoTime() - start) / (double) AT_ONCE;
	}

	private static void print(String title, double[][] times) {
		double[][] kept = Arrays.stream(times)
			.sorted((a, b) -> Double.compare(Arrays.stream(a).sum(), Arrays.stream(b).sum()))
			.limit(times.length * 19L / 20)
			.toArray(double[][]::new);
		double[] differences = Arrays.stream(kept).mapToDouble((round) -> round[2] - round[1]).toArray();
		double mean = Arrays.stream(differences).average().orElseThrow();
		double variance = Arrays.stream(differences).map((d) -> (d - mean) * (d - mean)).sum()
				/ (differences.length - 1);
		System.out.printf(Locale.ROOT, "%-34s %7.1f ns %7.1f ns %7.1f ns %+11.2f ns ± %.2f ns%n", title, mean(kept, 0),
				mean(kept, 1), mean(kept, 2), mean, 1.96 * Math.sqrt(variance / differences.length));
	}

	private static double mean(double[][] times, int kind) {
		return Arrays.stream(times).mapToDouble((round) -> round[kind]).average().orElseThrow();
	}

	private static SignatureScheme scheme(String name) {
		SignatureRecipe recipe = SignatureRecipe.builder().headers(List.of("X-Signature")).build();
		return new SignatureSchemes(Map.of()).create(name, recipe);
	}

	private static Predicate<WebhookRequest> verifier(SignatureScheme scheme) {
		List<Secret> secrets = List.of(Secret.of(SECRET));
		return (request) -> scheme.verify(request, secrets, NOW) instanceof Verified;
	}

	private static boolean stopsAtTheFirstDifference(WebhookRequest request) {
		String token = String.valueOf(request.headers().first("X-Signature"));
		for (int i = 0; i < SECRET.length(); i++) {
			if (token.charAt(i) != SECRET.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private static WebhookRequest request() {
		return new WebhookRequest(WebhookRequestHead.builder("POST", "https://hooks.example.com/webhooks/acme")
			.header("Content-Type", "application/json")
			.build(), "{\"id\":\"evt_1\",\"type\":\"order.paid\"}".getBytes(StandardCharsets.UTF_8));
	}

	private static WebhookRequest wrongAt(WebhookRequest request, int position) {
		StringBuilder signature = new StringBuilder(String.valueOf(request.headers().first("X-Signature")));
		signature.setCharAt(position, (signature.charAt(position) == '0') ? '1' : '0');
		return new WebhookRequest(request.head().mutate().build(), request.body()).withHeader("X-Signature",
				signature.toString());
	}

}
