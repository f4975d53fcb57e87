package dev.webhooks.web;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BodyReader}.
 */
class BodyReaderTests {

	private static final int MEBIBYTE = 1024 * 1024;

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 63, 64, 65, 4095, 4096, 4097, 65_535, 65_536, 65_537, 300_000, MEBIBYTE })
	void bodyIsReadExactlyWhateverIsKnownOfItsLength(int length) throws IOException {
		byte[] body = random(length);
		assertThat(read(new Request(body, length), MEBIBYTE)).isEqualTo(body);
		assertThat(read(new Request(body, -1), MEBIBYTE)).isEqualTo(body);
	}

	@ParameterizedTest
	@CsvSource({ "1,100", "100,1", "0,100", "65536,70000", "4096,4097" })
	void announcedLengthIsOnlyAHint(int announced, int actual) throws IOException {
		byte[] body = random(actual);
		assertThat(read(new Request(body, announced), MEBIBYTE)).isEqualTo(body);
	}

	@ParameterizedTest
	@CsvSource({ "1,-1", "1,1", "4096,-1", "4096,4096", "65536,-1", "100000,-1", "100000,100000", "100000,5" })
	void bodyOfTheLargestSizeIsRead(int limit, int announced) throws IOException {
		byte[] body = random(limit);
		assertThat(read(new Request(body, announced), limit)).isEqualTo(body);
	}

	@ParameterizedTest
	@CsvSource({ "1,-1", "1,2", "4096,-1", "4096,4096", "65536,-1", "100000,-1", "100000,100001", "100000,5" })
	void bodyOfOneByteMoreIsTooLarge(int limit, int announced) {
		assertTooLarge(new Request(random(limit + 1), announced), limit);
	}

	@ParameterizedTest
	@ValueSource(longs = { 101, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE })
	void bodyThatIsAnnouncedAsTooLargeIsNotRead(long announced) {
		Request request = new Request(new byte[0], announced);
		assertTooLarge(request, 100);
		assertThat(request.read).isZero();
	}

	@Test
	void noMoreIsReadThanOneByteAboveTheLimit() {
		Request request = new Request(InputStream.nullInputStream(), -1) {

			@Override
			int next() {
				return 'x';
			}

		};
		assertTooLarge(request, 100_000);
		assertThat(request.read).isEqualTo(100_001);
	}

	@Test
	void noMoreMemoryIsTakenForAnAnnouncedLengthThanForATrustedOne() throws IOException {
		Request request = new Request(random(10), 2_000_000_000);
		assertThat(read(request, Integer.MAX_VALUE - 8)).hasSize(10);
		assertThat(request.largestRead).isLessThanOrEqualTo(64 * 1024);
	}

	@Test
	void failureToReadIsPassedOn() {
		Request request = new Request(new InputStream() {

			@Override
			public int read() throws IOException {
				throw new EOFException();
			}

		}, 10);
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(request, 100));
	}

	private static void assertTooLarge(Request request, int limit) {
		assertThatExceptionOfType(WebhookRejectedException.class).isThrownBy(() -> read(request, limit))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.BODY_TOO_LARGE));
	}

	private static byte[] read(Request request, int limit) throws IOException {
		return BodyReader.read(request, limit);
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		return bytes;
	}

	/**
	 * A request whose length is announced, truly or not. It counts what is read, at most
	 * a thousand bytes at once.
	 */
	private static class Request extends MockHttpServletRequest {

		private final InputStream body;

		private final long announced;

		private long read;

		private int largestRead;

		Request(byte[] body, long announced) {
			this(new ByteArrayInputStream(body), announced);
		}

		Request(InputStream body, long announced) {
			this.body = body;
			this.announced = announced;
		}

		int next() throws IOException {
			return this.body.read();
		}

		@Override
		public long getContentLengthLong() {
			return this.announced;
		}

		@Override
		public ServletInputStream getInputStream() {
			return new ServletInputStream() {

				@Override
				public int read() throws IOException {
					int next = next();
					Request.this.read += (next >= 0) ? 1 : 0;
					return next;
				}

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					Request.this.largestRead = Math.max(Request.this.largestRead, length);
					return super.read(bytes, offset, Math.min(length, 1000));
				}

				@Override
				public boolean isFinished() {
					return false;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new UnsupportedOperationException();
				}

			};
		}

	}

}
