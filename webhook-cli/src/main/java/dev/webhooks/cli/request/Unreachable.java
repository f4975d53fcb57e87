package dev.webhooks.cli.request;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

import dev.webhooks.cli.terminal.CommandFailure;
import dev.webhooks.cli.terminal.ExitCode;
import dev.webhooks.cli.terminal.Printable;

/**
 * Says why there was no answer.
 */
public final class Unreachable {

	private Unreachable() {
	}

	/**
	 * Makes the failure of a command that got no answer.
	 * @param url where the request was sent to
	 * @param thrown the failure of the client
	 * @return the failure of the command
	 */
	public static CommandFailure of(String url, Throwable thrown) {
		URI uri = RequestSender.check(url);
		String server = uri.getRawAuthority();
		if (find(thrown, UnresolvedAddressException.class) || find(thrown, UnknownHostException.class)) {
			return failure("There is no host '%s'.".formatted(uri.getHost()), "Check the URL.", thrown);
		}
		if (find(thrown, HttpConnectTimeoutException.class)) {
			return failure("%s does not take connections in time.".formatted(server),
					"Check the URL and whether a firewall is between.", thrown);
		}
		if (find(thrown, TimeoutException.class) || find(thrown, HttpTimeoutException.class)) {
			return failure("%s did not answer in time.".formatted(server), "Wait longer: --timeout 60s.", thrown);
		}
		if (find(thrown, ConnectException.class)) {
			return failure("Nothing listens at %s.".formatted(server), "Start the application, or name another URL.",
					thrown);
		}
		if (find(thrown, SSLException.class)) {
			return failure("There is no secure connection to %s (%s).".formatted(server, message(thrown)),
					"See what is wrong with its certificate: webhook check %s".formatted(url), thrown);
		}
		return failure("There is no answer from %s (%s).".formatted(server, message(thrown)),
				"Check that it speaks HTTP, and see its log.", thrown);
	}

	private static CommandFailure failure(String message, String remedy, Throwable thrown) {
		return new CommandFailure(ExitCode.UNREACHABLE, message, remedy, thrown);
	}

	private static boolean find(Throwable thrown, Class<? extends Throwable> type) {
		Throwable cause = thrown;
		for (int i = 0; cause != null && i < 10; i++) {
			if (type.isInstance(cause)) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	private static String message(Throwable thrown) {
		Throwable last = thrown;
		for (@Nullable
		Throwable cause = thrown; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
			last = cause;
		}
		String message = last.getMessage();
		return Printable.of((message != null) ? message : last.getClass().getSimpleName()).replace('\n', ' ');
	}

}
