package dev.webhooks.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyPieces}.
 */
class BodyPiecesTests {

	private static final int LIMIT = 4096;

	@Test
	void aBodyOfTheAnnouncedLengthIsReadIntoOneArray() throws IOException {
		BodyPieces pieces = new BodyPieces(64, 64, LIMIT, 1000);
		byte[] body = bytes(1000);
		read(pieces, body);
		assertThat(pieces.join()).isEqualTo(body).isSameAs(pieces.join());
	}

	@Test
	void aBodyOfUnknownLengthIsJoined() throws IOException {
		BodyPieces pieces = new BodyPieces(64, 64, LIMIT, -1);
		byte[] body = bytes(1000);
		read(pieces, body);
		assertThat(pieces.join()).isEqualTo(body);
	}

	@Test
	void whoSendsLessThanItHasAnnouncedIsBelievedLittle() throws IOException {
		BodyPieces pieces = new BodyPieces(64, 64, LIMIT, LIMIT);
		read(pieces, bytes(65));
		assertThat(pieces.capacity()).isEqualTo(16 * 64);
		assertThat(pieces.join()).isEqualTo(bytes(65));
	}

	@Test
	void whatIsLongerThanAnnouncedIsReadUpToTheLimit() throws IOException {
		BodyPieces pieces = new BodyPieces(64, 64, LIMIT, 100);
		byte[] body = bytes(1000);
		read(pieces, body);
		assertThat(pieces.join()).isEqualTo(body);
	}

	private static void read(BodyPieces pieces, byte[] body) throws IOException {
		InputStream input = new ByteArrayInputStream(body);
		for (int next = input.read(); next >= 0; next = input.read()) {
			if (pieces.isFull()) {
				assertThat(pieces.grow()).isTrue();
			}
			pieces.add((byte) next);
		}
	}

	private static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) i;
		}
		return bytes;
	}

}
