package dev.webhooks.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.crypto.Mac;
import javax.crypto.MacSpi;

import org.jspecify.annotations.Nullable;
import dev.webhooks.Internal;

/**
 * Takes down of what HMAC-SHA256 is computed, by a security provider that stands before
 * that of the platform. Nothing else may compute MACs meanwhile.
 */
@Internal
public final class ComputedMacs {

	private static final List<String> contents = new CopyOnWriteArrayList<>();

	/**
	 * Begins to take down.
	 */
	public void begin() {
		contents.clear();
		Security.insertProviderAt(new RecordingProvider(), 1);
	}

	/**
	 * Ends to take down.
	 */
	public void end() {
		Security.removeProvider(RecordingProvider.NAME);
	}

	/**
	 * Values that were computed since the last call.
	 * @return the content of each MAC, in order
	 */
	public List<String> contents() {
		List<String> taken = List.copyOf(contents);
		contents.clear();
		return taken;
	}

	private static final class RecordingProvider extends Provider {

		private static final String NAME = "Recording";

		private static final long serialVersionUID = 1L;

		private RecordingProvider() {
			super(NAME, "1", "Takes down the contents of MACs");
			put("Mac.HmacSHA256", RecordingMac.class.getName());
		}

	}

	/**
	 * The MAC of the platform, taken down.
	 */
	public static final class RecordingMac extends MacSpi implements Cloneable {

		private Mac mac;

		private ByteArrayOutputStream content = new ByteArrayOutputStream();

		/**
		 * Creates a MAC, as the platform does by its name.
		 * @throws GeneralSecurityException if the platform has none
		 */
		public RecordingMac() throws GeneralSecurityException {
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
			this.content.write(input);
		}

		@Override
		protected void engineUpdate(byte[] input, int offset, int length) {
			this.mac.update(input, offset, length);
			this.content.write(input, offset, length);
		}

		@Override
		protected byte[] engineDoFinal() {
			contents.add(this.content.toString(StandardCharsets.UTF_8));
			this.content.reset();
			return this.mac.doFinal();
		}

		@Override
		protected void engineReset() {
			this.mac.reset();
			this.content.reset();
		}

		@Override
		public Object clone() throws CloneNotSupportedException {
			RecordingMac clone = (RecordingMac) super.clone();
			clone.mac = (Mac) this.mac.clone();
			clone.content = new ByteArrayOutputStream();
			clone.content.writeBytes(this.content.toByteArray());
			return clone;
		}

	}

}
