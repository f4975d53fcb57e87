package dev.webhooks.signature.certificate;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The names that a certificate may have been issued to. Its alternative names count, and
 * its common name where there are none. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9525">RFC 9525, Service Identity in
 * TLS</a>
 */
final class CertificateSubject {

	private static final Integer DNS_NAME = 2;

	private final Pattern names;

	private CertificateSubject(Pattern names) {
		this.names = names;
	}

	/**
	 * Creates the names.
	 * @param patterns names in which a {@code *} stands for any characters of one label;
	 * empty for any name
	 */
	static CertificateSubject of(List<String> patterns) {
		String any = patterns.stream().map(CertificateSubject::expression).collect(Collectors.joining("|"));
		return new CertificateSubject(Pattern.compile(patterns.isEmpty() ? ".*" : any));
	}

	private static String expression(String pattern) {
		return Arrays.stream(pattern.toLowerCase(Locale.ROOT).split("\\*", -1))
			.map(Pattern::quote)
			.collect(Collectors.joining("[a-z0-9-]*"));
	}

	boolean matches(X509Certificate certificate) throws CertificateException {
		return namesOf(certificate).stream()
			.anyMatch((name) -> this.names.matcher(name.toLowerCase(Locale.ROOT)).matches());
	}

	private static List<String> namesOf(X509Certificate certificate) throws CertificateException {
		List<String> names = new ArrayList<>();
		Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
		if (alternatives != null) {
			for (List<?> alternative : alternatives) {
				if (DNS_NAME.equals(alternative.get(0))) {
					names.add(String.valueOf(alternative.get(1)));
				}
			}
		}
		return names.isEmpty() ? commonNames(certificate) : names;
	}

	private static List<String> commonNames(X509Certificate certificate) throws CertificateException {
		try {
			return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()
				.stream()
				.filter((rdn) -> rdn.getType().equalsIgnoreCase("CN"))
				.map(Rdn::getValue)
				.map(String::valueOf)
				.toList();
		}
		catch (InvalidNameException ex) {
			throw new CertificateException("The name of the subject cannot be read", ex);
		}
	}

}
