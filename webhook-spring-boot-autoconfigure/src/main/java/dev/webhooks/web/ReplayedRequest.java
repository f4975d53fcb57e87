package dev.webhooks.web;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;

import dev.webhooks.request.FormFields;

/**
 * A request whose body was read, and can be read once more: as bytes, as characters, or
 * as the parameters of a form. Used by one thread.
 */
final class ReplayedRequest extends HttpServletRequestWrapper {

	private final byte[] body;

	private final InputStream rest;

	private final boolean whole;

	private @Nullable ServletInputStream input;

	private @Nullable BufferedReader reader;

	private @Nullable Map<String, String[]> parameters;

	/**
	 * Creates a request.
	 * @param request the request
	 * @param body what was read of its body
	 * @param rest what was not
	 * @param whole whether nothing is left to be read
	 */
	ReplayedRequest(HttpServletRequest request, byte[] body, InputStream rest, boolean whole) {
		super(request);
		this.body = body;
		this.rest = rest;
		this.whole = whole;
	}

	@Override
	public ServletInputStream getInputStream() {
		if (this.input == null) {
			this.input = new ReplayedBody(stream());
		}
		return this.input;
	}

	private InputStream stream() {
		InputStream read = new ByteArrayInputStream(this.body);
		return this.whole ? read : new SequenceInputStream(read, this.rest);
	}

	@Override
	public BufferedReader getReader() {
		if (this.reader == null) {
			this.reader = new BufferedReader(new InputStreamReader(getInputStream(), charset()));
		}
		return this.reader;
	}

	private Charset charset() {
		String encoding = getCharacterEncoding();
		return (encoding != null) ? Charset.forName(encoding) : StandardCharsets.ISO_8859_1;
	}

	@Override
	public @Nullable String getParameter(String name) {
		String[] values = getParameterMap().get(name);
		return (values != null) ? values[0] : null;
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return getParameterMap().get(name);
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(getParameterMap().keySet());
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		if (this.parameters == null) {
			this.parameters = Collections.unmodifiableMap(readParameters());
		}
		return this.parameters;
	}

	/** The container has read no form, since its bytes were taken before it did. */
	private Map<String, String[]> readParameters() {
		Map<String, String[]> all = new LinkedHashMap<>(super.getParameterMap());
		if ("POST".equals(getMethod()) && FormFields.isForm(getContentType()) && this.input == null) {
			form().forEach((name, values) -> all.merge(name, StringUtils.toStringArray(values),
					StringUtils::concatenateStringArrays));
		}
		return all;
	}

	private MultiValueMap<String, String> form() {
		try {
			return new FormHttpMessageConverter().read(null, new ServletServerHttpRequest(this) {

				@Override
				public InputStream getBody() {
					return getInputStream();
				}

			});
		}
		catch (IOException | IllegalArgumentException ex) {
			// Containers leave out what is malformed, too
			return new LinkedMultiValueMap<>();
		}
	}

	/**
	 * The bytes of a body, which are all there, or which the container has.
	 */
	private static final class ReplayedBody extends ServletInputStream {

		private final InputStream bytes;

		private boolean finished;

		ReplayedBody(InputStream bytes) {
			this.bytes = bytes;
		}

		@Override
		public int read() throws IOException {
			int next = this.bytes.read();
			this.finished |= next < 0;
			return next;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int count = this.bytes.read(target, offset, length);
			this.finished |= count < 0;
			return count;
		}

		@Override
		public boolean isFinished() {
			return this.finished;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("The body of an observed request is read by the thread of the request");
		}

	}

}
