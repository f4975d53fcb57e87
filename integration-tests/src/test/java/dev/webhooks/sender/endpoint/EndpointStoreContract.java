package dev.webhooks.sender.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.webhooks.sender.filter.EndpointFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What those who look after endpoints can rely on, whatever keeps them.
 */
abstract class EndpointStoreContract {

	static final Instant NOW = Instant.parse("2026-11-29T00:00:00.123456Z");

	static final Instant LATER = NOW.plusSeconds(60);

	static final EndpointSecret SECRET = EndpointSecret.of("whsec_b25l", NOW);

	static final EndpointSettings SETTINGS = EndpointSettings.of("https://example.com/webhooks").build();

	/** All that differs in a way some databases pass over. */
	private static final List<@Nullable String> OTHERS = Arrays.asList("ACME", "acme ", "\u00e1cme", "acme2", null,
			"acm", "a%", "____", "' OR '1' = '1");

	private static final EndpointScope ACME = EndpointScope.of("acme");

	private int created;

	/**
	 * Gives the store, or another node's view of it.
	 */
	abstract EndpointStore store();

	/**
	 * Gives another node's view of the store.
	 */
	EndpointStore otherNode() {
		return store();
	}

	static EndpointDraft draft(String id, @Nullable String tenant) {
		return draft(id, tenant, null);
	}

	private static EndpointDraft draft(String id, @Nullable String tenant, @Nullable String key) {
		return new EndpointDraft(id, tenant, key, SETTINGS, new EndpointCredentials(List.of(SECRET), Map.of()));
	}

	Endpoint create(@Nullable String tenant) {
		return store().create(draft("ep_%04x".formatted(this.created++), tenant), NOW);
	}

	private Endpoint read(Endpoint endpoint) {
		return Objects.requireNonNull(otherNode().find(EndpointScope.all(), endpoint.id()));
	}

	private EndpointCredentials credentials(Endpoint endpoint) {
		return Objects.requireNonNull(otherNode().credentials(EndpointScope.all(), endpoint.id()));
	}

	private List<String> listed(EndpointQuery query) {
		return store().list(query).endpoints().stream().map(Endpoint::id).toList();
	}

	private EndpointChange pause() {
		return EndpointChange.of(new EndpointState(EndpointStatus.PAUSED, "maintenance", LATER));
	}

	private static void assertUnknown(Runnable action) {
		assertThatExceptionOfType(UnknownEndpointException.class).isThrownBy(action::run);
	}

	@Test
	void aNewEndpointIsActive() {
		Endpoint endpoint = create("acme");
		assertThat(endpoint.isActive()).isTrue();
		assertThat(endpoint.version()).isOne();
		assertThat(read(endpoint)).isEqualTo(endpoint);
	}

	@Test
	void allThatItIsComesBack() {
		EndpointSettings settings = SETTINGS.mutate()
			.description("Łódź \\ \ud83d\ude9a 注文")
			.events("order.*", "invoice.paid")
			.filter(EndpointFilter.parse("{\"on\":\"/a\\\\b\",\"in\":[\"ä\\n\",1.50,null]}"))
			.signature(new EndpointSignature(Map.of("header", "X-Signature", "format", "sha256={signature}")))
			.ratePerMinute(60)
			.sslBundle("erp")
			.metadata(Map.of("a:b", "c: \\d", "e:", ""))
			.ordered(true)
			.build();
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("X-B", "a: \\ \"'");
		headers.put("Authorization", "Bearer token");
		EndpointCredentials credentials = new EndpointCredentials(List.of(SECRET), headers);
		Endpoint endpoint = store().create(new EndpointDraft("ep_full", "tenant ä", "key", settings, credentials), NOW);
		assertThat(read(endpoint)).isEqualTo(endpoint)
			.satisfies((read) -> assertThat(read.settings()).isEqualTo(settings))
			.satisfies((read) -> assertThat(read.tenant()).isEqualTo("tenant ä"))
			.satisfies((read) -> assertThat(read.headerNames()).containsExactly("X-B", "Authorization"));
		assertThat(credentials(endpoint)).isEqualTo(credentials);
		assertThat(credentials(endpoint).headers().keySet()).containsExactly("X-B", "Authorization");
	}

	@Test
	void aTimeIsAsItIsStored() {
		Endpoint endpoint = store().create(draft("ep_1", "acme"), NOW.plusNanos(789));
		assertThat(read(endpoint)).isEqualTo(endpoint);
		Endpoint changed = store().change(ACME, "ep_1",
				EndpointChange.of(new EndpointState(EndpointStatus.PAUSED, null, LATER.plusNanos(789))), null,
				LATER.plusNanos(789));
		assertThat(read(endpoint)).isEqualTo(changed);
	}

	@Test
	void allThatIsAsLongAsItMayBeIsKept() {
		List<String> events = new ArrayList<>();
		Map<String, String> metadata = new LinkedHashMap<>();
		for (int i = 0; i < 100; i++) {
			events.add("%03d".formatted(i) + "e".repeat(252));
		}
		for (int i = 0; i < 50; i++) {
			metadata.put("%02d".formatted(i) + "m".repeat(98), "注".repeat(500));
		}
		EndpointSettings settings = EndpointSettings.of("https://example.com/" + "x".repeat(1980))
			.description("注".repeat(500))
			.events(events)
			.metadata(metadata)
			.sslBundle("b".repeat(100))
			.build();
		EndpointCredentials credentials = new EndpointCredentials(
				List.of(EndpointSecret.of("s".repeat(4096), SECRET.created())), Map.of("X-A", "a".repeat(2000)));
		Endpoint endpoint = store()
			.create(new EndpointDraft("e".repeat(100), "注".repeat(255), "k".repeat(255), settings, credentials), NOW);
		store().change(EndpointScope.all(), endpoint.id(),
				EndpointChange
					.of(new EndpointState(EndpointStatus.DISABLED, "注".repeat(EndpointState.MAX_REASON_LENGTH), NOW)),
				null, NOW);
		assertThat(read(endpoint).settings()).isEqualTo(settings);
		assertThat(read(endpoint).tenant()).isEqualTo(endpoint.tenant());
		assertThat(credentials(endpoint)).isEqualTo(credentials);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "acme")
	void aSecondAttemptToCreateFindsTheFirst(@Nullable String tenant) {
		Endpoint first = store().create(draft("ep_1", tenant, "key"), NOW);
		Endpoint second = otherNode().create(draft("ep_2", tenant, "key"), LATER);
		assertThat(second).isEqualTo(first);
		assertThat(store().find(EndpointScope.all(), "ep_2")).isNull();
	}

	@Test
	void aKeyOfAnotherTenantIsAnother() {
		store().create(draft("ep_acme", "acme", "key"), NOW);
		int number = 0;
		for (String other : OTHERS) {
			String id = "ep_" + number++;
			assertThat(store().create(draft(id, other, "key"), NOW).id()).as("%s", other).isEqualTo(id);
		}
	}

	@Test
	void keysThatDifferInAnythingAreTwo() {
		int number = 0;
		for (String key : List.of("key", "Key", "key ", "k\u00e9y", "ke\u0301y")) {
			String id = "ep_" + number++;
			assertThat(store().create(draft(id, "acme", key), NOW).id()).as(key).isEqualTo(id);
		}
	}

	@Test
	void ofManyWhoCreateWithOneKeyOneDoes() throws Exception {
		for (int round = 0; round < 5; round++) {
			String key = "key" + round;
			List<Callable<Endpoint>> attempts = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				EndpointDraft draft = draft("ep_%s_%s".formatted(round, i), "acme", key);
				EndpointStore store = (i % 2 == 0) ? store() : otherNode();
				attempts.add(() -> store.create(draft, NOW));
			}
			assertThat(atOnce(attempts).stream().map(Endpoint::id).distinct()).hasSize(1);
		}
	}

	private static <T> List<T> atOnce(List<Callable<T>> actions) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(actions.size());
		try {
			CyclicBarrier begin = new CyclicBarrier(actions.size());
			List<Future<T>> results = new ArrayList<>();
			for (Callable<T> action : actions) {
				results.add(threads.submit(() -> {
					begin.await();
					return action.call();
				}));
			}
			List<T> done = new ArrayList<>();
			for (Future<T> result : results) {
				done.add(result.get());
			}
			return done;
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void aKeyIsFreeAgainWhenItsEndpointIsDeleted() {
		store().create(draft("ep_1", "acme", "key"), NOW);
		store().delete(ACME, "ep_1", null, NOW);
		assertThat(store().create(draft("ep_2", "acme", "key"), NOW).id()).isEqualTo("ep_2");
	}

	@Test
	void noOperationOfAnotherTenantFindsIt() {
		Endpoint endpoint = create("acme");
		for (String other : OTHERS) {
			EndpointScope scope = EndpointScope.of(other);
			String id = endpoint.id();
			assertThat(store().find(scope, id)).as("%s", other).isNull();
			assertThat(store().credentials(scope, id)).isNull();
			assertThat(listed(EndpointQuery.of(scope, 10))).isEmpty();
			assertUnknown(() -> store().change(scope, id, pause(), null, NOW));
			assertUnknown(() -> store().change(scope, id, pause(), 1L, NOW));
			assertUnknown(() -> store().change(scope, id, pause(), 7L, NOW));
			assertUnknown(() -> store().rotate(scope, id, SECRET, LATER, null, NOW));
			assertUnknown(() -> store().delete(scope, id, null, NOW));
		}
		assertThat(read(endpoint)).isEqualTo(endpoint);
		assertThat(credentials(endpoint).secrets()).containsExactly(SECRET);
	}

	@Test
	void aTenantDoesNotFindWhatIsTheApplicationsOwn() {
		Endpoint endpoint = create(null);
		assertThat(store().find(ACME, endpoint.id())).isNull();
		assertThat(store().find(EndpointScope.of(null), endpoint.id())).isEqualTo(endpoint);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ep_", "EP_0000", "ep_0000 ", "ep_000%", "' OR '1' = '1", "ep_ffff" })
	void thereIsNoneOfAnotherId(String id) {
		create("acme");
		assertThat(store().find(ACME, id)).isNull();
		assertThat(store().credentials(ACME, id)).isNull();
		assertUnknown(() -> store().change(ACME, id, pause(), null, NOW));
		assertUnknown(() -> store().delete(ACME, id, null, NOW));
	}

	@Test
	void pagesAreInTheOrderOfIdsAndHaveAllOnce() {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			ids.add(create((i == 3) ? "other" : "acme").id());
		}
		List<String> seen = new ArrayList<>();
		EndpointQuery query = EndpointQuery.of(ACME, 2);
		for (EndpointPage page = store().list(query); page != null; page = next(query, page)) {
			page.endpoints().forEach((endpoint) -> seen.add(endpoint.id()));
		}
		ids.remove(3);
		assertThat(seen).isEqualTo(ids);
	}

	private @Nullable EndpointPage next(EndpointQuery query, EndpointPage page) {
		return (page.next() != null) ? store().list(query.after(page.next())) : null;
	}

	@Test
	void aPageThatIsJustFullIsTheLast() {
		create("acme");
		create("acme");
		assertThat(store().list(EndpointQuery.of(ACME, 2)).next()).isNull();
		assertThat(store().list(EndpointQuery.of(ACME, 1)).next()).isEqualTo("ep_0000");
	}

	@Test
	void listsThoseInAStatusAndThoseOfAllTenants() {
		Endpoint paused = create("acme");
		Endpoint active = create(null);
		store().change(ACME, paused.id(), pause(), null, NOW);
		EndpointQuery all = EndpointQuery.of(EndpointScope.all(), 10);
		assertThat(listed(all)).containsExactly(paused.id(), active.id());
		assertThat(listed(all.status(EndpointStatus.PAUSED))).containsExactly(paused.id());
		assertThat(listed(EndpointQuery.of(EndpointScope.of(null), 10))).containsExactly(active.id());
	}

	@Test
	void aChangeOfTheSettingsLeavesTheRest() {
		Endpoint endpoint = create("acme");
		EndpointSettings settings = SETTINGS.mutate().events("order.*").build();
		Endpoint changed = store().change(ACME, endpoint.id(), EndpointChange.of(settings), 1L, LATER);
		assertThat(read(endpoint)).isEqualTo(changed);
		assertThat(changed.settings()).isEqualTo(settings);
		assertThat(changed.version()).isEqualTo(2);
		assertThat(changed.created()).isEqualTo(endpoint.created());
		assertThat(changed.updated()).isEqualTo(LATER);
		assertThat(changed.state()).isEqualTo(endpoint.state());
		assertThat(credentials(endpoint).secrets()).containsExactly(SECRET);
	}

	@Test
	void aChangeOfTheStateSaysWhy() {
		Endpoint endpoint = create("acme");
		Endpoint changed = store().change(ACME, endpoint.id(), pause(), null, LATER);
		assertThat(read(endpoint)).isEqualTo(changed);
		assertThat(changed.state()).isEqualTo(new EndpointState(EndpointStatus.PAUSED, "maintenance", LATER));
		assertThat(changed.isActive()).isFalse();
	}

	@Test
	void headersAreKeptUntilTheyAreReplaced() {
		Endpoint endpoint = create("acme");
		EndpointChange headers = EndpointChange.of(SETTINGS).headers(Map.of("X-A", "a"));
		store().change(ACME, endpoint.id(), headers, null, NOW);
		assertThat(store().change(ACME, endpoint.id(), pause(), null, NOW).headerNames()).containsExactly("X-A");
		assertThat(credentials(endpoint).headers()).containsExactly(Map.entry("X-A", "a"));
		store().change(ACME, endpoint.id(), EndpointChange.of(SETTINGS).headers(Map.of()), null, NOW);
		assertThat(credentials(endpoint).headers()).isEmpty();
		assertThat(read(endpoint).headerNames()).isEmpty();
	}

	@Test
	void aChangeOfAnotherVersionIsRefused() {
		Endpoint endpoint = create("acme");
		store().change(ACME, endpoint.id(), pause(), 1L, NOW);
		assertThatExceptionOfType(EndpointChangedException.class)
			.isThrownBy(() -> store().change(ACME, endpoint.id(), pause(), 1L, NOW))
			.satisfies((ex) -> assertThat(ex.version()).isEqualTo(2));
		assertThatExceptionOfType(EndpointChangedException.class)
			.isThrownBy(() -> store().rotate(ACME, endpoint.id(), SECRET, LATER, 1L, NOW));
		assertThatExceptionOfType(EndpointChangedException.class)
			.isThrownBy(() -> store().delete(ACME, endpoint.id(), 1L, NOW));
		assertThat(credentials(endpoint).secrets()).containsExactly(SECRET);
	}

	@Test
	void ofTwoWhoChangeOneVersionOneDoes() throws Exception {
		Endpoint endpoint = create("acme");
		for (long version = 1; version <= 10; version++) {
			long expected = version;
			Callable<Boolean> one = () -> changes(store(), endpoint, expected);
			Callable<Boolean> other = () -> changes(otherNode(), endpoint, expected);
			assertThat(atOnce(List.of(one, other))).containsExactlyInAnyOrder(true, false);
		}
	}

	private boolean changes(EndpointStore store, Endpoint endpoint, long version) {
		try {
			store.change(ACME, endpoint.id(), pause(), version, NOW);
			return true;
		}
		catch (EndpointChangedException ex) {
			return false;
		}
	}

	@Test
	void theSecretBeforeANewOneExpires() {
		Endpoint endpoint = create("acme");
		EndpointSecret second = EndpointSecret.of("whsec_dHdv", LATER);
		Instant until = LATER.plus(Duration.ofHours(24));
		assertThat(store().rotate(ACME, endpoint.id(), second, until, 1L, LATER).version()).isEqualTo(2);
		assertThat(credentials(endpoint).secrets()).containsExactly(second,
				new EndpointSecret(SECRET.value(), SECRET.created(), until));
	}

	@Test
	void noMoreThanTwoSecretsAreKept() {
		Endpoint endpoint = create("acme");
		List<String> kept = List.of("whsec_NA==", "whsec_Mw==");
		for (String value : List.of("whsec_Mg==", "whsec_Mw==", "whsec_NA==")) {
			store().rotate(ACME, endpoint.id(), EndpointSecret.of(value, NOW), LATER, null, NOW);
		}
		assertThat(credentials(endpoint).secrets().stream().map(EndpointSecret::value)).isEqualTo(kept);
	}

	@Test
	void aSecretIsNeverKeptLongerThanItWasSaid() {
		Endpoint endpoint = create("acme");
		EndpointSecret expiring = new EndpointSecret("whsec_Mg==", NOW, LATER);
		store().rotate(ACME, endpoint.id(), expiring, LATER, null, NOW);
		store().rotate(ACME, endpoint.id(), SECRET, LATER.plusSeconds(60), null, NOW);
		assertThat(credentials(endpoint).secrets().get(1).expires()).isEqualTo(expiring.expires());
	}

	@Test
	void aSecretThatIsNotToBeUsedAnyMoreIsForgotten() {
		Endpoint endpoint = create("acme");
		EndpointSecret second = EndpointSecret.of("whsec_dHdv", SECRET.created());
		store().rotate(ACME, endpoint.id(), second, NOW, null, NOW);
		assertThat(credentials(endpoint).secrets()).containsExactly(second);
	}

	@Test
	void whatIsDeletedIsGoneForAll() {
		Endpoint endpoint = create("acme");
		store().delete(ACME, endpoint.id(), 1L, NOW);
		assertThat(otherNode().find(EndpointScope.all(), endpoint.id())).isNull();
		assertThat(otherNode().credentials(EndpointScope.all(), endpoint.id())).isNull();
		assertThat(listed(EndpointQuery.of(EndpointScope.all(), 10))).isEmpty();
		assertUnknown(() -> store().change(ACME, endpoint.id(), pause(), null, NOW));
		assertUnknown(() -> store().delete(ACME, endpoint.id(), null, NOW));
	}

	@Test
	void changesTellOfEachEndpointOnceAsItIsNow() {
		Endpoint one = create("acme");
		Endpoint two = create(null);
		Endpoint three = create("acme");
		store().change(ACME, one.id(), pause(), null, NOW);
		store().delete(ACME, three.id(), null, NOW);
		EndpointChanges changes = otherNode().changes(0, 10);
		assertThat(changes.complete()).isTrue();
		assertThat(changes.routes().stream().map(EndpointRoute::id)).containsExactly(two.id(), one.id(), three.id());
		assertThat(changes.routes().get(0)).isEqualTo(EndpointRoute.of(two));
		assertThat(changes.routes().get(1).status()).isEqualTo(EndpointStatus.PAUSED);
		assertThat(changes.routes().get(1).version()).isEqualTo(2);
		assertThat(changes.routes().get(2).isDeleted()).isTrue();
	}

	@Test
	void changesBeginAfterWhatIsKnown() {
		create("acme");
		EndpointChanges known = store().changes(0, 10);
		assertThat(store().changes(known.revision(), 10))
			.isEqualTo(new EndpointChanges(List.of(), known.revision(), true));
		Endpoint second = create("acme");
		assertThat(store().changes(known.revision(), 10).routes()).containsExactly(EndpointRoute.of(second));
	}

	@Test
	void manyChangesComeInParts() {
		for (int i = 0; i < 5; i++) {
			create("acme");
		}
		EndpointChanges first = store().changes(0, 3);
		assertThat(first.complete()).isFalse();
		EndpointChanges second = store().changes(first.revision(), 3);
		assertThat(second.complete()).isTrue();
		assertThat(second.routes().stream().map(EndpointRoute::id)).containsExactly("ep_0003", "ep_0004");
	}

	@Test
	void noChangeOfTwoNodesIsMissed() throws Exception {
		List<String> seen = new ArrayList<>();
		List<Callable<Boolean>> nodes = new ArrayList<>();
		for (int node = 0; node < 2; node++) {
			EndpointStore store = (node == 0) ? store() : otherNode();
			String prefix = "ep_" + node + "_";
			nodes.add(() -> {
				for (int i = 0; i < 50; i++) {
					store.create(draft(prefix + i, "acme"), NOW);
				}
				return true;
			});
		}
		nodes.add(() -> {
			for (long revision = 0; seen.size() < 100;) {
				EndpointChanges changes = store().changes(revision, 10);
				changes.routes().forEach((route) -> seen.add(route.id()));
				revision = changes.revision();
			}
			return true;
		});
		atOnce(nodes);
		assertThat(seen).doesNotHaveDuplicates().hasSize(100);
	}

	@Test
	void whatWasDeletedIsForgottenAfterAWhile() {
		Endpoint one = create("acme");
		Endpoint two = create("acme");
		create("acme");
		store().delete(ACME, one.id(), null, NOW);
		store().delete(ACME, two.id(), null, LATER);
		assertThat(store().forgetDeleted(NOW.plusSeconds(1), 10)).isOne();
		assertThat(store().changes(0, 10).routes()).hasSize(2);
		assertThat(store().forgetDeleted(LATER, 10)).isOne();
		assertThat(store().forgetDeleted(LATER, 10)).isZero();
		assertThat(store().changes(0, 10).routes()).hasSize(1);
	}

}
