package dev.webhooks.sender.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of an answer, and no more.
 */
final class AnswerReader implements AsyncResponseConsumer<AttemptAnswer> {

	static final int MAX_BODY = 4096;

	private static final int MAX_HEADER = 100;

	private final Supplier<Duration> elapsed;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	private int status;

	private @Nullable String retryAfter;

	private Charset charset = StandardCharsets.UTF_8;

	private @Nullable FutureCallback<AttemptAnswer> callback;

	AnswerReader(Supplier<Duration> elapsed) {
		this.elapsed = elapsed;
	}

	@Override
	public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context,
			FutureCallback<AttemptAnswer> callback) throws ProxyRefusal {
		var request = HttpClientContext.cast(context).getRequest();
		if (request != null && Method.CONNECT.isSame(request.getMethod())) {
			throw new ProxyRefusal(response.getCode());
		}
		this.status = response.getCode();
		Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
		String value = (header != null) ? header.getValue() : null;
		this.retryAfter = (value != null && value.length() <= MAX_HEADER) ? value : null;
		this.callback = callback;
		if (entity == null) {
			callback.completed(answer(true));
		}
		else {
			this.charset = charset(entity.getContentType());
		}
	}

	private static Charset charset(@Nullable String contentType) {
		ContentType type = ContentType.parseLenient(contentType);
		Charset charset = (type != null) ? type.getCharset() : null;
		return (charset != null) ? charset : StandardCharsets.UTF_8;
	}

	@Override
	public void informationResponse(HttpResponse response, HttpContext context) {
		// 1xx says nothing; that there are not too many is for the deadline
	}

	@Override
	public void updateCapacity(CapacityChannel channel) throws IOException {
		channel.update(Integer.MAX_VALUE);
	}

	@Override
	public void consume(ByteBuffer source) throws AnswerComplete {
		byte[] kept = new byte[Math.min(source.remaining(), MAX_BODY - this.body.size())];
		source.get(kept);
		this.body.writeBytes(kept);
		if (source.hasRemaining()) {
			throw new AnswerComplete(answer(false));
		}
	}

	@Override
	public void streamEnd(@Nullable List<? extends Header> trailers) {
		if (this.callback != null) {
			this.callback.completed(answer(true));
		}
	}

	private AttemptAnswer answer(boolean complete) {
		String text = this.body.toString(this.charset).replace('\0', '\ufffd');
		return new AttemptAnswer(this.status, this.retryAfter, text, complete, this.elapsed.get());
	}

	@Override
	public void failed(Exception cause) {
		// The callback of the exchange is told, too
	}

	@Override
	public void releaseResources() {
		// There is nothing but memory
	}

}
