package dev.webhooks.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Part of a body that has been read so far, in pieces: none is copied before all are
 * there, so that together they never take more memory than the body may. Not safe for use
 * by several threads.
 */
final class BodyPieces {

	/** A client that has sent one byte is believed to send so many. */
	private static final long TRUST = 16;

	private final int maxPiece;

	private final int limit;

	private final int announced;

	private final List<byte[]> full = new ArrayList<>();

	private byte[] current;

	private int used;

	/** How many bytes all pieces have room for. */
	private int capacity;

	/**
	 * Creates pieces.
	 * @param announced how many bytes the sender has announced, negative if it has not
	 */
	BodyPieces(int firstPiece, int maxPiece, int limit, long announced) {
		this.announced = (int) Math.min(announced, limit);
		this.maxPiece = maxPiece;
		this.limit = limit;
		this.current = new byte[Math.min(firstPiece, limit)];
		this.capacity = this.current.length;
	}

	boolean isFull() {
		return this.used == this.current.length;
	}

	/**
	 * Reads what is there into the current piece.
	 * @param input where to read from
	 * @return how many bytes were read, negative at the end
	 * @throws IOException if the input cannot be read
	 */
	int readFrom(InputStream input) throws IOException {
		int count = input.read(this.current, this.used, this.current.length - this.used);
		this.used += Math.max(0, count);
		return count;
	}

	void add(byte next) {
		this.current[this.used++] = next;
	}

	/**
	 * Makes room: in the same piece, as long as less has come than was announced, or else
	 * in another, as large as all before it.
	 * @return whether there may be more
	 */
	boolean grow() {
		if (this.capacity < this.announced) {
			this.capacity = (int) Math.min(this.announced, TRUST * this.capacity);
			this.current = Arrays.copyOf(this.current, this.capacity);
			return true;
		}
		if (this.capacity == this.limit) {
			return false;
		}
		int wanted = Math.min(this.maxPiece, Math.max(64, this.capacity));
		this.full.add(this.current);
		this.current = new byte[Math.min(wanted, this.limit - this.capacity)];
		this.capacity += this.current.length;
		this.used = 0;
		return true;
	}

	/**
	 * How many bytes there is room for.
	 */
	int capacity() {
		return this.capacity;
	}

	byte[] join() {
		if (this.full.isEmpty() && isFull()) {
			return this.current;
		}
		byte[] body = new byte[this.capacity - this.current.length + this.used];
		int length = 0;
		for (byte[] piece : this.full) {
			System.arraycopy(piece, 0, body, length, piece.length);
			length += piece.length;
		}
		System.arraycopy(this.current, 0, body, length, this.used);
		return body;
	}

}
