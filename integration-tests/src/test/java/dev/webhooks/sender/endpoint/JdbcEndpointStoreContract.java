package dev.webhooks.sender.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.webhooks.databases.TestDatabase;
import dev.webhooks.delivery.jdbc.JdbcStoreSettings;
import dev.webhooks.delivery.jdbc.MissingTableException;
import dev.webhooks.sender.encryption.EncryptionKey;
import dev.webhooks.sender.encryption.SecretCipher;
import dev.webhooks.sender.encryption.UnreadableSecretException;
import dev.webhooks.sender.endpoint.jdbc.JdbcEndpointStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for endpoints in a database.
 */
abstract class JdbcEndpointStoreContract extends EndpointStoreContract {

	private static final EncryptionKey OLD = EncryptionKey.parse("old:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

	private static final EncryptionKey NEW = EncryptionKey.parse("new://///////////////////////////////////////w8=");

	private static final EndpointScope ALL = EndpointScope.all();

	private final TestDatabase database = TestDatabase.of(this).empty();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database.dataSource());

	private final EndpointStore one = open("application", OLD);

	private final EndpointStore other = open("application", OLD);

	private EndpointStore open(String application, EncryptionKey... keys) {
		return open(JdbcStoreSettings.of(application), keys);
	}

	private EndpointStore open(JdbcStoreSettings settings, EncryptionKey... keys) {
		return JdbcEndpointStore.open(this.database.dataSource(), settings, SecretCipher.of(List.of(keys), false));
	}

	@Override
	EndpointStore store() {
		return this.one;
	}

	@Override
	EndpointStore otherNode() {
		return this.other;
	}

	private void createWithHeader(String id, String tenant) {
		store().create(new EndpointDraft(id, tenant, null, SETTINGS,
				new EndpointCredentials(List.of(SECRET), Map.of("X-Token", "token-4711"))), NOW);
	}

	private List<String> stored() {
		List<String> all = this.jdbc.queryForList("SELECT secret FROM webhook_secret", String.class);
		all.addAll(
				this.jdbc.queryForList("SELECT headers FROM webhook_endpoint WHERE headers IS NOT NULL", String.class));
		return all;
	}

	private static void assertReadable(EndpointStore store, String id) {
		EndpointCredentials credentials = Objects.requireNonNull(store.credentials(ALL, id));
		assertThat(credentials.secrets()).containsExactly(SECRET);
		assertThat(credentials.headers()).containsEntry("X-Token", "token-4711");
	}

	private static void assertUnreadable(EndpointStore store, String id) {
		assertThatExceptionOfType(UnreadableSecretException.class).isThrownBy(() -> store.credentials(ALL, id))
			.withMessageContaining(id);
	}

	@Test
	void secretsAndHeadersAreStoredEncrypted() {
		createWithHeader("ep_1", "acme");
		assertThat(stored()).hasSize(2)
			.allSatisfy((text) -> assertThat(text).startsWith("old:").doesNotContain("whsec", "4711", "X-Token"));
	}

	@Test
	void rowsThatChangedPlacesAreUnreadable() {
		createWithHeader("ep_1", "acme");
		createWithHeader("ep_2", "acme");
		this.jdbc.update("UPDATE webhook_secret SET endpoint_id = 'ep_3' WHERE endpoint_id = 'ep_1'");
		this.jdbc.update("UPDATE webhook_secret SET endpoint_id = 'ep_1' WHERE endpoint_id = 'ep_2'");
		assertUnreadable(store(), "ep_1");
	}

	@Test
	void rowsThatCameToAnotherTenantAreUnreadable() {
		createWithHeader("ep_1", "acme");
		this.jdbc.update("UPDATE webhook_endpoint SET tenant = 'other'");
		assertUnreadable(store(), "ep_1");
	}

	@Test
	void secretsUnderAnOldKeyAreReadAndEncryptedAnew() {
		createWithHeader("ep_1", "acme");
		createWithHeader("ep_2", "acme");
		EndpointStore both = open("application", NEW, OLD);
		assertReadable(both, "ep_1");
		assertThat(both.encryptAnew(1)).isOne();
		assertThat(both.encryptAnew(10)).isOne();
		assertThat(both.encryptAnew(10)).isZero();
		assertThat(stored()).hasSize(4).allSatisfy((text) -> assertThat(text).startsWith("new:"));
		assertReadable(open("application", NEW), "ep_1");
		assertReadable(both, "ep_2");
	}

	@Test
	void toEncryptAnewIsNoChangeThatAnybodySees() {
		createWithHeader("ep_1", "acme");
		EndpointChanges known = store().changes(0, 10);
		Endpoint before = store().find(ALL, "ep_1");
		EndpointStore both = open("application", NEW, OLD);
		both.encryptAnew(10);
		assertThat(both.find(ALL, "ep_1")).isEqualTo(before);
		assertThat(both.changes(known.revision(), 10).routes()).isEmpty();
	}

	@Test
	void oneThatIsUnreadableKeepsNoOtherFromBeingEncryptedAnew() {
		for (int i = 0; i < 3; i++) {
			createWithHeader("ep_" + i, "acme");
		}
		this.jdbc.update("UPDATE webhook_secret SET secret = 'old:AAAA' WHERE endpoint_id = 'ep_0'");
		assertThat(open("application", NEW, OLD).encryptAnew(2)).isEqualTo(2);
	}

	@Test
	void withAKeyThatIsGoneAllButTheSecretsCanBeUsed() {
		createWithHeader("ep_1", "acme");
		EndpointStore without = open("application", NEW);
		assertUnreadable(without, "ep_1");
		assertThat(without.list(EndpointQuery.of(ALL, 10)).endpoints()).hasSize(1);
		without.change(ALL, "ep_1", EndpointChange.of(SETTINGS.mutate().description("new").build()), null, NOW);
		without.rotate(ALL, "ep_1", SECRET, NOW, null, NOW);
		without.change(ALL, "ep_1", EndpointChange.of(SETTINGS).headers(Map.of("X-Token", "token-4711")), null, NOW);
		assertReadable(without, "ep_1");
	}

	@Test
	void whatIsDeletedLeavesNoSecret() {
		createWithHeader("ep_1", "acme");
		store().delete(ALL, "ep_1", null, NOW);
		assertThat(stored()).isEmpty();
		assertThat(this.jdbc.queryForList("SELECT url FROM webhook_endpoint", String.class)).allMatch(String::isEmpty);
	}

	@Test
	void anotherApplicationHasEndpointsOfItsOwn() {
		EndpointStore another = open("another", OLD);
		createWithHeader("ep_1", "acme");
		assertThat(another.find(ALL, "ep_1")).isNull();
		assertThat(another.credentials(ALL, "ep_1")).isNull();
		assertThat(another.list(EndpointQuery.of(ALL, 10)).endpoints()).isEmpty();
		assertThat(another.changes(0, 10).routes()).isEmpty();
		assertThat(another.create(draft("ep_1", "acme"), NOW).id()).isEqualTo("ep_1");
	}

	@Test
	void theStartLeavesNothingBehind() {
		assertThat(stored()).isEmpty();
		assertThat(store().changes(0, 10).routes()).isEmpty();
	}

	@Test
	void tablesOfAnotherNameAreMissing() {
		assertThatExceptionOfType(MissingTableException.class)
			.isThrownBy(() -> open(new JdbcStoreSettings("application", "other_", 1), OLD))
			.satisfies((ex) -> assertThat(ex.table()).isEqualTo("other_endpoint"));
	}

}
