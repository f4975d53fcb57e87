package dev.webhooks.sender.http;

import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Trust, and the client certificate if there is one, with which TLS connections are made.
 * A connection of one identity is never used for another, and neither are TLS sessions,
 * as long as each client certificate has an {@link SSLContext} of its own: a key manager
 * that chooses between certificates would be overruled by sessions that are resumed.
 * Immutable.
 */
public final class TlsIdentity {

	private final SSLContext context;

	private TlsIdentity(SSLContext context) {
		this.context = context;
	}

	/**
	 * Wraps the context of one client certificate, or of none.
	 * @param context the context; what trusts it and what keys it has must not change
	 * @return the identity, equal to all others of the same context
	 */
	public static TlsIdentity of(SSLContext context) {
		return new TlsIdentity(context);
	}

	/**
	 * Creates an identity that trusts what the Java platform trusts, and shows no
	 * certificate, whatever the system properties say.
	 * @return the identity, equal to no other
	 * @throws IllegalStateException if the platform has no TLS
	 */
	public static TlsIdentity anonymous() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, null, null);
			return new TlsIdentity(context);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("TLS is not available", ex);
		}
	}

	SSLContext context() {
		return this.context;
	}

	@Override
	@SuppressWarnings("ReferenceEquality")
	public boolean equals(@Nullable Object other) {
		return other instanceof TlsIdentity that && this.context == that.context;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this.context);
	}

	@Override
	public String toString() {
		return "TLS identity " + Integer.toHexString(hashCode());
	}

}
