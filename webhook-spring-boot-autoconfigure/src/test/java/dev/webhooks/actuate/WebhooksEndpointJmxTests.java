package dev.webhooks.actuate;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of what operators see and do over JMX.
 */
class WebhooksEndpointJmxTests {

	private static final String DOMAIN = "dev.webhooks.jmx-tests";

	private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

	private EndpointApplication application;

	private ObjectName endpoint;

	@BeforeEach
	void start() throws Exception {
		start("management.endpoint.webhooks.show-values=when-authorized");
	}

	private void start(String property) throws Exception {
		this.application = EndpointApplication.start("spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=webhooks", "management.endpoints.jmx.domain=" + DOMAIN,
				property);
		this.endpoint = new ObjectName(DOMAIN + ":type=Endpoint,name=Webhooks");
		this.application.receive("evt-0", "order.paid", "{\"card\":\"4242\"}");
		this.application.awaitDeliveries("dead", 1);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	/** Calls an operation; parameters that are not given are null. */
	private Object invoke(String name, Object... parameters) throws JMException {
		MBeanOperationInfo operation = Stream.of(info().getOperations())
			.filter((candidate) -> candidate.getName().equals(name))
			.findFirst()
			.orElseThrow();
		Object[] all = new Object[operation.getSignature().length];
		for (int i = 0; i < parameters.length; i += 2) {
			for (int j = 0; j < all.length; j++) {
				all[j] = operation.getSignature()[j].getName().equals(parameters[i]) ? parameters[i + 1] : all[j];
			}
		}
		return this.server.invoke(this.endpoint, name, all, new String[all.length]);
	}

	private MBeanInfo info() throws JMException {
		return this.server.getMBeanInfo(this.endpoint);
	}

	private static Object at(Object result, Object... path) {
		Object value = result;
		for (Object step : path) {
			value = (step instanceof Integer index) ? ((List<?>) value).get(index) : ((Map<?, ?>) value).get(step);
		}
		return value;
	}

	@Test
	void eachOperationHasItsName() throws Exception {
		assertThat(info().getOperations()).extracting(MBeanOperationInfo::getName)
			.containsExactlyInAnyOrder("overview", "providers", "listeners", "recent", "events", "event", "deliveries",
					"delivery", "counts", "retry", "discard", "changeMany", "reassign", "pause", "resume");
	}

	@Test
	void everythingIsRead() throws Exception {
		assertThat(at(invoke("overview"), "engines", "inbox", "running")).isEqualTo(true);
		assertThat(at(invoke("providers"), "providers", 0, "name")).isEqualTo("shop");
		assertThat(at(invoke("listeners"), "listeners", 0, "id")).isEqualTo("billing");
		assertThat(at(invoke("recent", "limit", 1), "outcomes", 0, "provider")).isEqualTo("shop");
		assertThat(at(invoke("events", "status", "dead", "limit", 5), "events", 0, "eventId")).isEqualTo("evt-0");
		assertThat(at(invoke("deliveries", "channel", "shop"), "deliveries", 0, "target")).isEqualTo("billing");
		assertThat(at(invoke("counts", "type", "order.paid"), "count")).isEqualTo(1L);
	}

	@Test
	void whereWhoMayHasToBeAuthorizedNobodyIsOverJmx() throws Exception {
		Object event = invoke("event", "id", at(invoke("events"), "events", 0, "id"));
		assertThat(String.valueOf(event)).contains("******").doesNotContain("4242");
	}

	@Test
	void valuesThatAreAlwaysShownAreShown() throws Exception {
		stop();
		start("management.endpoint.webhooks.show-values=always");
		Object event = invoke("event", "id", at(invoke("events"), "events", 0, "id"));
		assertThat(at(event, "body", "content")).isEqualTo("{\"card\":\"4242\"}");
	}

	@Test
	void aDeliveryIsRetriedAndThatIsAudited() throws Exception {
		this.application.billing().broken = false;
		Object id = at(invoke("deliveries"), "deliveries", 0, "id");
		assertThat(at(invoke("delivery", "id", id), "delivery", "status")).isEqualTo("DEAD");
		assertThat(at(invoke("retry", "id", id), "changed")).isEqualTo(1);
		await().until(() -> this.application.billing().received.contains("evt-0"));
		assertThat(this.application.audit()).singleElement()
			.satisfies((event) -> assertThat(event.getPrincipal()).isEqualTo("jmx"));
	}

	@Test
	void manyAreChangedByWhoSaysHowMany() throws Exception {
		assertThat(at(invoke("changeMany", "operation", "discard"), "matching")).isEqualTo(1L);
		assertThat(at(invoke("changeMany", "operation", "discard", "expected", 1), "changed")).isEqualTo(1);
		this.application.awaitDeliveries("discarded", 1);
	}

	@Test
	void aListenerIsPausedItsDeliveriesGivenAwayAndItGoesOn() throws Exception {
		invoke("pause", "channel", "shop", "target", "billing");
		this.application.awaitPause();
		this.application.receive("evt-1", "order.paid", "{}");
		assertThat(at(
				invoke("reassign", "channel", "shop", "target", "billing", "newTarget", "billing-new", "expected", 5),
				"changed"))
			.isEqualTo(1);
		assertThat(at(invoke("resume", "channel", "shop", "target", "billing"), "changed")).isEqualTo(1);
		await().until(() -> this.application.billing().received.contains("new evt-1"));
		this.application.receive("evt-2", "order.paid", "{}");
		this.application.awaitDeliveries("dead", 2);
	}

	@Test
	void whatCannotBeReadIsRefusedWithAReason() {
		assertThatExceptionOfType(ReflectionException.class).isThrownBy(() -> invoke("events", "status", "broken"))
			.withMessageContaining("'status' must be of");
		assertThatExceptionOfType(ReflectionException.class).isThrownBy(() -> invoke("deliveries", "after", "nonsense"))
			.withMessageContaining("'next' of a page");
	}

	@Test
	void whatIsNotThereIsNull() throws JMException {
		assertThat(invoke("event", "id", "0199f1c2-3d4e-7a5b-8c6d-0123456789ab")).isNull();
	}

}
