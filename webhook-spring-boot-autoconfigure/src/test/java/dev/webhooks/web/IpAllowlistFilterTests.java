package dev.webhooks.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import dev.webhooks.RejectionReason;
import dev.webhooks.WebhookRequestHead;
import dev.webhooks.fetch.AddressRanges;
import dev.webhooks.listener.WebhookDispatcher;
import dev.webhooks.provider.Admission;
import dev.webhooks.provider.WebhookProvider;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.receiver.InlineProcessor;
import dev.webhooks.receiver.LocalDeduplication;
import dev.webhooks.receiver.PausedListeners;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.receiver.ReceiveOutcome;
import dev.webhooks.receiver.RequestGuards;
import dev.webhooks.receiver.ReturnValues;
import dev.webhooks.receiver.WebhookReceiver;
import dev.webhooks.signature.RequestVerifier;
import dev.webhooks.signature.Verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link IpAllowlistFilter}.
 */
class IpAllowlistFilterTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-01-01T00:00:00Z"), ZoneOffset.UTC);

	private final WebhookProvider provider = WebhookProvider.builder("acme")
		.endpoint("/webhooks/acme", null)
		.admission(new Admission(true, AddressRanges.parse(List.of("192.0.2.0/24")), List.of(), 100))
		.verifier(new RequestVerifier((request, secrets, now) -> new Verification.Verified(null), List.of()))
		.build();

	private final List<WebhookRequestHead> heads = new ArrayList<>();

	private final List<ReceiveOutcome> outcomes = new ArrayList<>();

	private final ReceiveObserver observer = new ReceiveObserver() {

		@Override
		public void received(WebhookProvider provider, WebhookRequestHead head, ReceiveOutcome outcome) {
			IpAllowlistFilterTests.this.heads.add(head);
			IpAllowlistFilterTests.this.outcomes.add(outcome);
		}

	};

	@Test
	void anAddressThatIsNotInTheListIsRefusedAndObserved() throws Exception {
		assertThat(status("198.51.100.1")).isEqualTo(403);
		assertThat(this.outcomes).extracting(ReceiveOutcome::reason)
			.containsExactly(RejectionReason.ADDRESS_NOT_ALLOWED);
		assertThat(this.heads).singleElement().satisfies((head) -> {
			assertThat(head.remoteAddress()).isEqualTo("198.51.100.1");
			assertThat(head.receivedAt()).isEqualTo(CLOCK.instant());
		});
	}

	@Test
	void theLogNamesThePropertyOfTheList() throws Exception {
		status("198.51.100.1");
		assertThat(detail()).contains("'webhooks.providers.acme.ip-allowlist'").doesNotContain("proxy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "10.0.0.7", "[0:0:0:0:0:0:0:1]" })
	void theLogSaysOfAnAddressOfTheOwnNetworkThatItMayBeAProxy(String address) throws Exception {
		status(address);
		assertThat(detail()).contains("a proxy, set 'server.forward-headers-strategy'");
	}

	private String detail() {
		return String.valueOf(Objects.requireNonNull(this.outcomes.get(0).rejection()).getMessage());
	}

	@Test
	void anAddressInTheListGoesOn() throws Exception {
		assertThat(status("192.0.2.7")).isEqualTo(200);
		assertThat(this.outcomes).isEmpty();
	}

	private int status(String address) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhooks/acme");
		request.setRemoteAddr(address);
		MockHttpServletResponse response = new MockHttpServletResponse();
		filter().doFilter(request, response, new MockFilterChain());
		return response.getStatus();
	}

	private IpAllowlistFilter filter() {
		WebhookProviders providers = new WebhookProviders(List.of(this.provider));
		InlineProcessor inline = new InlineProcessor(mock(WebhookDispatcher.class),
				new LocalDeduplication(100, Duration.ofHours(1), () -> 0), new ReturnValues(new JsonMapper()),
				new PausedListeners(null, mock(WebhookDispatcher.class), Clock.systemUTC()));
		return new IpAllowlistFilter(new ProviderPaths(providers), new WebhookReceiver(providers,
				new RequestGuards(List.of(), List.of()), List.of(this.observer), inline, null, CLOCK), CLOCK);
	}

}
