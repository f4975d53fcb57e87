package dev.webhooks.provider;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The certificate that a client has to present. The container has verified that the
 * client holds its key, and that somebody whom the container trusts has issued it; this
 * says whose it has to be. Safe for use by several threads.
 */
public final class RequiredCertificate {

	private static final Integer DNS_NAME = 2;

	private final Set<X500Principal> subjects = new HashSet<>();

	private final Set<String> commonNames = new HashSet<>();

	private final Set<String> alternativeNames = new HashSet<>();

	private final @Nullable Supplier<X509TrustManager> issuers;

	/**
	 * Creates a requirement.
	 * @param subjects names of the subject, of which the certificate has to have one:
	 * common names, or whole distinguished names as in RFC 2253; empty for any
	 * @param alternativeNames DNS names of which it has to have one as an alternative
	 * name of the subject; empty for any
	 * @param issuers knows who may have issued the certificate, or {@code null} for
	 * whomever the container trusts
	 * @throws IllegalArgumentException if there are no names at all, or one cannot be
	 * understood
	 */
	public RequiredCertificate(List<String> subjects, List<String> alternativeNames,
			@Nullable Supplier<X509TrustManager> issuers) {
		Assert.isTrue(!subjects.isEmpty() || !alternativeNames.isEmpty(), "There is no name");
		for (String subject : subjects) {
			if (subject.contains("=")) {
				this.subjects.add(new X500Principal(subject));
			}
			else {
				this.commonNames.add(name(subject));
			}
		}
		alternativeNames.forEach((name) -> this.alternativeNames.add(name(name)));
		this.issuers = issuers;
	}

	private static String name(String text) {
		Assert.isTrue(!text.isBlank() && !text.contains("*"), "A name is blank or has a wildcard");
		return text.strip().toLowerCase(Locale.ROOT);
	}

	/**
	 * Checks what a client has presented.
	 * @param chain its certificate, and those of the issuers that it has sent along
	 * @throws CertificateException if the certificate is another one; the message is for
	 * the log
	 */
	public void check(List<X509Certificate> chain) throws CertificateException {
		X509Certificate certificate = chain.get(0);
		if (!hasSubject(certificate)) {
			throw new CertificateException("The subject of the client certificate is another one");
		}
		if (!hasAlternativeName(certificate)) {
			throw new CertificateException("The client certificate has none of the alternative names");
		}
		if (this.issuers != null) {
			this.issuers.get()
				.checkClientTrusted(chain.toArray(X509Certificate[]::new), certificate.getPublicKey().getAlgorithm());
		}
	}

	private boolean hasSubject(X509Certificate certificate) throws CertificateException {
		if (this.subjects.isEmpty() && this.commonNames.isEmpty()) {
			return true;
		}
		X500Principal subject = certificate.getSubjectX500Principal();
		if (this.subjects.contains(subject)) {
			return true;
		}
		// Several common names could be one that is believed and one that is not
		List<String> names = commonNames(subject);
		return names.size() == 1 && this.commonNames.contains(names.get(0));
	}

	private static List<String> commonNames(X500Principal subject) throws CertificateException {
		try {
			List<String> names = new ArrayList<>();
			for (Rdn rdn : new LdapName(subject.getName()).getRdns()) {
				if (rdn.size() == 1 && rdn.getType().equalsIgnoreCase("CN")) {
					names.add(String.valueOf(rdn.getValue()).toLowerCase(Locale.ROOT));
				}
			}
			return names;
		}
		catch (InvalidNameException ex) {
			throw new CertificateException("The subject of the client certificate cannot be read", ex);
		}
	}

	private boolean hasAlternativeName(X509Certificate certificate) throws CertificateException {
		if (this.alternativeNames.isEmpty()) {
			return true;
		}
		Collection<List<?>> names = certificate.getSubjectAlternativeNames();
		return names != null && names.stream()
			.filter((name) -> DNS_NAME.equals(name.get(0)))
			.anyMatch((name) -> this.alternativeNames.contains(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT)));
	}

}
