package dev.webhooks.web;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
	void hundredMegabytesCostNoMoreMemoryThanTheLimit() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		Request request = new Request(new BoundedZeros(100L * MEBIBYTE), -1);
		long before = threads.getCurrentThreadAllocatedBytes();
		assertTooLarge(request, MEBIBYTE);
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEBIBYTE + MEBIBYTE / 4);
	}

	@Test
	void bodyThatComesByteByByteIsTooSlowWhenItsTimeIsUp() {
		AtomicLong time = new AtomicLong();
		Request request = new Request(InputStream.nullInputStream(), 1000) {

			@Override
			int next() {
				time.addAndGet(Duration.ofSeconds(1).toNanos());
				return 'x';
			}

			@Override
			int largestRead() {
				return 1;
			}

		};
		assertTooSlow(request, time::get);
		assertThat(request.read).isEqualTo(21);
	}

	@Test
	void bodyThatIsThereJustInTimeIsRead() throws IOException {
		AtomicLong time = new AtomicLong();
		Request request = new Request(new byte[] { 'x', 'y' }, 2) {

			@Override
			int next() throws IOException {
				time.addAndGet(Duration.ofSeconds(10).toNanos());
				return super.next();
			}

		};
		assertThat(new BodyReader(100, Duration.ofSeconds(20), time::get).read(request)).containsExactly('x', 'y');
	}

	@Test
	void bodyThatDoesNotComeIsTooSlowWhereTheContainerTellsSo() {
		AtomicLong time = new AtomicLong();
		Request request = new Request(new byte[10], 10);
		request.setAttribute(BodyArrival.ATTRIBUTE, arrival(() -> {
			time.addAndGet(Duration.ofSeconds(1).toNanos());
			return false;
		}, Duration.ofMinutes(1)));
		assertTooSlow(request, time::get);
		assertThat(time).hasValue(Duration.ofSeconds(21).toNanos());
		assertThat(request.read).isZero();
	}

	@Test
	void theContainerIsNotMadeToWaitLongerThanItDoes() {
		AtomicLong time = new AtomicLong();
		Request request = new Request(new byte[10], 10);
		request.setAttribute(BodyArrival.ATTRIBUTE, arrival(() -> {
			time.addAndGet(Duration.ofSeconds(1).toNanos());
			return false;
		}, Duration.ofSeconds(2)));
		assertTooSlow(request, time::get);
		assertThat(time).hasValue(Duration.ofSeconds(3).toNanos());
	}

	@Test
	void bodyIsReadAsSoonAsTheContainerTellsThatItIsThere() throws IOException {
		byte[] body = random(10);
		AtomicInteger asked = new AtomicInteger();
		Request request = new Request(body, 10);
		request.setAttribute(BodyArrival.ATTRIBUTE, arrival(() -> asked.incrementAndGet() > 2, Duration.ofMinutes(1)));
		assertThat(read(request, 100)).isEqualTo(body);
	}

	@ParameterizedTest
	@MethodSource("timeouts")
	void bodyThatTheContainerNoLongerWaitsForIsTooSlow(IOException timeout) {
		Request request = new Request(new InputStream() {

			@Override
			public int read() throws IOException {
				throw timeout;
			}

		}, 10);
		assertTooSlow(request, System::nanoTime);
	}

	static List<IOException> timeouts() {
		return List.of(new SocketTimeoutException(), new IOException(new SocketTimeoutException()),
				new IOException(new TimeoutException("Idle timeout expired")));
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

	private static void assertTooSlow(Request request, LongSupplier nanoTime) {
		assertThatExceptionOfType(WebhookRejectedException.class)
			.isThrownBy(() -> new BodyReader(MEBIBYTE, Duration.ofSeconds(20), nanoTime).read(request))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(RejectionReason.BODY_TIMEOUT));
	}

	private static BodyArrival arrival(BooleanSupplier hasArrived, Duration readTimeout) {
		return new BodyArrival() {

			@Override
			public boolean hasArrived() {
				return hasArrived.getAsBoolean();
			}

			@Override
			public Duration readTimeout() {
				return readTimeout;
			}

		};
	}

	private static byte[] read(Request request, int limit) throws IOException {
		return new BodyReader(limit, Duration.ofSeconds(20)).read(request);
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		return bytes;
	}

	/**
	 * So many zeros.
	 */
	private static final class BoundedZeros extends InputStream {

		private long left;

		BoundedZeros(long left) {
			this.left = left;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? 0 : -1;
		}

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

		int largestRead() {
			return 1000;
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
					return super.read(bytes, offset, Math.min(length, largestRead()));
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
