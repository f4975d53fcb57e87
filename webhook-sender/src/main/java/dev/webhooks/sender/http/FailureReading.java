package dev.webhooks.sender.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpException;

import dev.webhooks.sender.address.BlockedAddressException;

/**
 * Reads what an exception of the client says about an attempt. Its message is not shown:
 * it may have an address, or text of the other side.
 */
final class FailureReading {

	private FailureReading() {
	}

	/**
	 * Makes a failure of an exception.
	 * @param thrown the exception
	 * @param proxied whether a proxy connects to the endpoint, so that what fails before
	 * a connection is there is the proxy's
	 * @param duration the time that the attempt took
	 * @return the failure
	 */
	static AttemptFailure of(Throwable thrown, boolean proxied, Duration duration) {
		Throwable cause = unwrap(thrown);
		FailureKind kind = kind(cause);
		if (proxied
				&& (kind == FailureKind.CONNECT || kind == FailureKind.CONNECT_TIMEOUT || kind == FailureKind.DNS)) {
			return new AttemptFailure(FailureKind.PROXY, "The proxy cannot be reached", duration);
		}
		return new AttemptFailure(kind, message(kind, cause), duration);
	}

	/**
	 * Makes a failure that no exception has told of.
	 * @param kind how the attempt failed
	 * @param duration the time that it took
	 * @return the failure
	 */
	static AttemptFailure of(FailureKind kind, Duration duration) {
		return new AttemptFailure(kind, message(kind, new IOException()), duration);
	}

	/**
	 * Tells whether the next address of a host may be tried.
	 * @param thrown the exception
	 * @return whether no connection came about
	 */
	static boolean isOfConnecting(Throwable thrown) {
		FailureKind kind = kind(unwrap(thrown));
		return kind == FailureKind.CONNECT || kind == FailureKind.CONNECT_TIMEOUT;
	}

	private static Throwable unwrap(Throwable thrown) {
		return (thrown instanceof CompletionException && thrown.getCause() != null) ? thrown.getCause() : thrown;
	}

	private static FailureKind kind(Throwable cause) {
		if (cause instanceof BlockedAddressException) {
			return FailureKind.BLOCKED;
		}
		if (cause instanceof UnknownHostException) {
			return FailureKind.DNS;
		}
		if (cause instanceof ConnectTimeoutException) {
			return FailureKind.CONNECT_TIMEOUT;
		}
		if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
			return FailureKind.CONNECT;
		}
		if (cause instanceof SSLException) {
			return FailureKind.TLS;
		}
		if (cause instanceof SocketTimeoutException) {
			return FailureKind.DEADLINE;
		}
		if (cause instanceof ProxyRefusal) {
			return FailureKind.PROXY;
		}
		if (cause instanceof CancellationException) {
			// Attempts that are cancelled by others have their outcome already
			return FailureKind.CLOSED;
		}
		return (cause instanceof RejectedExecutionException) ? FailureKind.BUSY : FailureKind.IO;
	}

	private static String message(FailureKind kind, Throwable cause) {
		return switch (kind) {
			case BLOCKED, PROXY -> String.valueOf(cause.getMessage());
			case DNS -> "The name of the host has no address";
			case CONNECT -> "The host refuses connections or cannot be reached";
			case CONNECT_TIMEOUT -> "Connecting to the host took too long";
			case TLS -> "No secure connection: " + cause.getClass().getSimpleName();
			case DEADLINE -> "The time was over before the answer was complete";
			case IO -> (cause instanceof HttpException) ? "The answer is not one of HTTP/1.1"
					: "The connection broke: " + cause.getClass().getSimpleName();
			case BUSY -> "Too many attempts are under way";
			case CLOSED -> "The client was closed";
		};
	}

}
