package dev.webhooks.provider;

import dev.webhooks.Internal;
import dev.webhooks.signature.certificate.CertificateSettings;
import dev.webhooks.signature.certificate.CertificateTrust;
import dev.webhooks.signature.jwt.JwtSettings;

/**
 * Where the keys of schemes come from that do not verify by a shared secret, as it is
 * configured below {@code signature}. Immutable.
 *
 * @param certificate what is configured below {@code signature.certificate}
 * @param trust who may have issued certificates
 * @param jwt what is configured below {@code signature.jwt}
 */
@Internal
public record KeySettings(CertificateSettings certificate, CertificateTrust trust, JwtSettings jwt) {

}
