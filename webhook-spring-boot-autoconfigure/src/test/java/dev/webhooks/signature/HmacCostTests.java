package dev.webhooks.signature;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.MacSpi;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts how many MACs a request costs, by a security provider that stands before that of
 * the platform.
 */
class HmacCostTests {

	private static final AtomicInteger computed = new AtomicInteger();

	@BeforeEach
	void insertProvider() {
		Security.insertProviderAt(new CountingProvider(), 1);
		computed.set(0);
	}

	@AfterEach
	void removeProvider() {
		Security.removeProvider(CountingProvider.NAME);
	}

	@ParameterizedTest
	@CsvSource({ "1,1,1", "16,1,1", "17,1,0", "10000,1,0", "1,3,3", "16,3,3", "17,3,0" })
	void oneMacIsComputedForEachSecretHoweverManySignaturesThereAre(int signatures, int secrets, int expected) {
		SignatureScheme scheme = TestRecipe.recipe().format("t={timestamp},v1={signature}").hmac();
		List<Secret> all = List.of(Secret.of("one"), Secret.of("two"), Secret.of("three")).subList(0, secrets);
		scheme.verify(TestRequests.post("{}", "X-Signature", "t=1700000000" + ",v1=00".repeat(signatures)), all,
				Instant.ofEpochSecond(1700000000));
		assertThat(computed).hasValue(expected);
	}

	private static final class CountingProvider extends Provider {

		private static final String NAME = "Counting";

		private static final long serialVersionUID = 1L;

		private CountingProvider() {
			super(NAME, "1", "Counts MACs");
			put("Mac.HmacSHA256", CountingMac.class.getName());
		}

	}

	/**
	 * The MAC of the platform, counted.
	 */
	public static final class CountingMac extends MacSpi implements Cloneable {

		private Mac mac;

		public CountingMac() throws GeneralSecurityException {
			this.mac = Mac.getInstance("HmacSHA256", "SunJCE");
		}

		@Override
		protected int engineGetMacLength() {
			return this.mac.getMacLength();
		}

		@Override
		protected void engineInit(Key key, @Nullable AlgorithmParameterSpec parameters) throws InvalidKeyException {
			this.mac.init(key);
		}

		@Override
		protected void engineUpdate(byte input) {
			this.mac.update(input);
		}

		@Override
		protected void engineUpdate(byte[] input, int offset, int length) {
			this.mac.update(input, offset, length);
		}

		@Override
		protected byte[] engineDoFinal() {
			computed.incrementAndGet();
			return this.mac.doFinal();
		}

		@Override
		protected void engineReset() {
			this.mac.reset();
		}

		@Override
		public Object clone() throws CloneNotSupportedException {
			CountingMac clone = (CountingMac) super.clone();
			clone.mac = (Mac) this.mac.clone();
			return clone;
		}

	}

}
