package dev.webhooks.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import dev.webhooks.WebhookResponse;

/**
 * Writes an answer to a servlet response.
 */
final class ResponseWriter {

	private ResponseWriter() {
	}

	static void write(WebhookResponse answer, HttpServletResponse response) throws IOException {
		response.setStatus(answer.status());
		answer.headers().forEach(response::addHeader);
		if (answer.contentType() != null) {
			response.setContentType(answer.contentType());
		}
		response.setContentLength(answer.body().length);
		response.getOutputStream().write(answer.body());
	}

}
