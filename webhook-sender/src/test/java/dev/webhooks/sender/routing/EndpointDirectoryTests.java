package dev.webhooks.sender.routing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.webhooks.sender.endpoint.EndpointChange;
import dev.webhooks.sender.endpoint.EndpointCredentials;
import dev.webhooks.sender.endpoint.EndpointDraft;
import dev.webhooks.sender.endpoint.EndpointRoute;
import dev.webhooks.sender.endpoint.EndpointScope;
import dev.webhooks.sender.endpoint.EndpointSecret;
import dev.webhooks.sender.endpoint.EndpointSettings;
import dev.webhooks.sender.endpoint.EndpointState;
import dev.webhooks.sender.endpoint.EndpointStatus;
import dev.webhooks.sender.endpoint.memory.MemoryEndpointStore;
import dev.webhooks.sender.filter.EndpointFilter;
import dev.webhooks.sender.filter.FilterSubject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EndpointDirectory}.
 */
class EndpointDirectoryTests {

	private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

	private static final EndpointScope ALL = EndpointScope.all();

	private final MemoryEndpointStore store = new MemoryEndpointStore();

	private final EndpointDirectory directory = new EndpointDirectory(this.store, List.of());

	private void create(String id, @Nullable String tenant, String... events) {
		create(id, tenant, settings(events).build());
	}

	private void create(String id, @Nullable String tenant, EndpointSettings settings) {
		this.store.create(new EndpointDraft(id, tenant, null, settings,
				new EndpointCredentials(List.of(EndpointSecret.of("secret", NOW)), Map.of())), NOW);
		this.directory.refresh();
	}

	private static EndpointSettings.Builder settings(String... events) {
		return EndpointSettings.of("https://example.com").events(events);
	}

	private void change(String id, EndpointChange change) {
		this.store.change(ALL, id, change, null, NOW);
		this.directory.refresh();
	}

	private void put(String id, EndpointStatus status) {
		change(id, EndpointChange.of(new EndpointState(status, null, NOW)));
	}

	private List<String> match(String type, @Nullable String tenant) {
		return match(type, tenant, "{}");
	}

	private List<String> match(String type, @Nullable String tenant, String data) {
		return this.directory.match(FilterSubject.of(type, tenant, data.getBytes(StandardCharsets.UTF_8)))
			.stream()
			.map(EndpointRoute::id)
			.toList();
	}

	@ParameterizedTest
	@CsvSource({ "order.shipped, true", "order.*, true", "*, true", "order.ship*, true", "order.shipped*, true",
			"*.shipped, true", "order.*ped, true", "*r*s*, true", "order, false", "Order.shipped, false",
			"order.shipped., false", "order.shipped.*, false", "invoice.*, false", "*.paid, false", "order.*x, false" })
	void anEndpointGetsTheTypesThatItWants(String pattern, boolean matches) {
		create("ep_1", "acme", pattern);
		assertThat(match("order.shipped", "acme")).isEqualTo(matches ? List.of("ep_1") : List.of());
	}

	@Test
	void anEndpointWithSeveralPatternsIsFoundOnce() {
		create("ep_1", "acme", "order.shipped", "order.*", "*", "*.shipped", "order.*d");
		assertThat(match("order.shipped", "acme")).containsExactly("ep_1");
	}

	@Test
	void endpointsComeInTheOrderOfTheirIds() {
		create("ep_3", null, "*");
		create("ep_1", "acme", "order.*");
		create("ep_2", "acme", "order.shipped");
		assertThat(match("order.shipped", "acme")).containsExactly("ep_1", "ep_2", "ep_3");
	}

	@Test
	void noTenantGetsMessagesOfAnother() {
		create("ep_1", "acme", "*");
		assertThat(match("order.shipped", "other")).isEmpty();
		assertThat(match("order.shipped", "ACME")).isEmpty();
		assertThat(match("order.shipped", null)).isEmpty();
	}

	@Test
	void theApplicationsOwnEndpointsGetMessagesOfAllTenants() {
		create("ep_1", null, "*");
		assertThat(match("order.shipped", "acme")).containsExactly("ep_1");
		assertThat(match("order.shipped", null)).containsExactly("ep_1");
	}

	@Test
	void aMessageHasToMeetTheFilter() {
		create("ep_1", "acme", settings("*").filter(EndpointFilter.parse("{\"on\":\"/amount\",\"gt\":100}")).build());
		assertThat(match("order.shipped", "acme", "{\"amount\":101}")).containsExactly("ep_1");
		assertThat(match("order.shipped", "acme", "{\"amount\":100}")).isEmpty();
	}

	@Test
	void messagesForAPausedEndpointAreKept() {
		create("ep_1", "acme", "*");
		put("ep_1", EndpointStatus.PAUSED);
		assertThat(match("order.shipped", "acme")).containsExactly("ep_1");
	}

	@Test
	void messagesPassADisabledEndpointByUntilItIsEnabled() {
		create("ep_1", "acme", "*");
		put("ep_1", EndpointStatus.DISABLED);
		assertThat(match("order.shipped", "acme")).isEmpty();
		assertThat(this.directory.find("ep_1")).isNotNull();
		put("ep_1", EndpointStatus.ACTIVE);
		assertThat(match("order.shipped", "acme")).containsExactly("ep_1");
	}

	@Test
	void whatWasChangedCountsAfterTheNextRefresh() {
		create("ep_1", "acme", "order.*", "*.paid", "a");
		this.store.change(ALL, "ep_1", EndpointChange.of(settings("invoice.*").build()), null, NOW);
		assertThat(match("order.shipped", "acme")).containsExactly("ep_1");
		assertThat(this.directory.refresh()).isOne();
		assertThat(this.directory.refresh()).isZero();
		assertThat(match("invoice.paid", "acme")).containsExactly("ep_1");
		assertThat(match("order.shipped", "acme")).isEmpty();
		assertThat(match("order.paid", "acme")).isEmpty();
		assertThat(match("a", "acme")).isEmpty();
	}

	@Test
	void whatOneEndpointLosesAnotherKeeps() {
		create("ep_1", "acme", "a", "b.*", "*.c");
		create("ep_2", "acme", "a", "b.*", "*.c");
		change("ep_1", EndpointChange.of(settings("x").build()));
		assertThat(match("a", "acme")).containsExactly("ep_2");
		assertThat(match("b.d", "acme")).containsExactly("ep_2");
		assertThat(match("d.c", "acme")).containsExactly("ep_2");
	}

	@Test
	void whatIsDeletedIsGone() {
		create("ep_1", "acme", "*");
		this.store.delete(ALL, "ep_1", null, NOW);
		this.directory.refresh();
		assertThat(match("order.shipped", "acme")).isEmpty();
		assertThat(this.directory.find("ep_1")).isNull();
		assertThat(this.directory.size()).isZero();
	}

	@Test
	void whatIsInTheStoreIsReadBeforeTheFirstMessage() {
		create("ep_1", "acme", "*");
		EndpointDirectory other = new EndpointDirectory(this.store, List.of());
		assertThat(other.match(FilterSubject.of("a", "acme", new byte[0]))).hasSize(1);
	}

	@Test
	void manyEndpointsAreRead() {
		EndpointDirectory other = new EndpointDirectory(this.store, List.of());
		for (int i = 0; i < 2500; i++) {
			create("ep_" + i, "tenant" + i % 10, "*");
		}
		assertThat(other.size()).isEqualTo(2500);
		assertThat(other.match(FilterSubject.of("a", "tenant7", new byte[0]))).hasSize(250);
	}

	@Test
	void configuredEndpointsAreAmongThem() {
		EndpointRoute erp = new EndpointRoute("erp", null, List.of("order.*"), null, false, EndpointStatus.ACTIVE, 1);
		EndpointDirectory both = new EndpointDirectory(this.store, List.of(erp));
		create("ep_1", "acme", "*");
		assertThat(both.match(FilterSubject.of("order.shipped", "acme", new byte[0]))).hasSize(2).contains(erp);
		assertThat(both.find("erp")).isEqualTo(erp);
	}

	@Test
	void aConfiguredEndpointIsNotNamedLikeAStoredOne() {
		EndpointRoute route = new EndpointRoute("ep_1", null, List.of("*"), null, false, EndpointStatus.ACTIVE, 1);
		assertThatIllegalArgumentException().isThrownBy(() -> new EndpointDirectory(this.store, List.of(route)));
	}

	@Test
	void noMessagePassesAnEndpointByWhileItsPatternsChange() throws InterruptedException {
		create("ep_1", "acme", "order.shipped");
		AtomicBoolean missed = new AtomicBoolean();
		AtomicBoolean done = new AtomicBoolean();
		Thread sender = new Thread(() -> {
			while (!done.get()) {
				if (match("order.shipped", "acme").isEmpty()) {
					missed.set(true);
				}
			}
		});
		sender.start();
		for (int i = 0; i < 2000; i++) {
			change("ep_1", EndpointChange.of(settings((i % 2 == 0) ? "order.*" : "order.shipped").build()));
		}
		done.set(true);
		sender.join();
		assertThat(missed).isFalse();
	}

}
