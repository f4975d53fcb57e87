package dev.webhooks.observation;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.webhooks.delivery.DeliveryFilter;
import dev.webhooks.delivery.memory.MemoryStorage;
import dev.webhooks.delivery.operation.OperatedEngine;
import dev.webhooks.inbox.WebhookDeliveries;
import dev.webhooks.inbox.WebhookInbox;

import static dev.webhooks.observation.ObservedApplication.receive;
import static dev.webhooks.observation.ObservedApplication.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TraceLinks} and {@link ProcessTracingObservationHandler}, with the
 * tracer of OpenTelemetry.
 */
class TraceLinksTests {

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	private final WebhookInbox inbox = new WebhookInbox(MemoryStorage.create());

	/**
	 * Each application has a tracer of its own, and all send their spans to one place.
	 */
	private ApplicationContextRunner application() {
		OtelCurrentTraceContext current = new OtelCurrentTraceContext();
		Tracer tracer = new OtelTracer(SdkTracerProvider.builder()
			.addSpanProcessor(SimpleSpanProcessor.create(this.spans))
			.build()
			.get("test"), current, (event) -> {
			});
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
					new ProcessTracingObservationHandler(tracer), new DefaultTracingObservationHandler(tracer)));
		return ObservedApplication.runner(registry)
			.withBean(Tracer.class, () -> tracer)
			.withPropertyValues("webhooks.inbox.poll-interval=20ms");
	}

	private ApplicationContextRunner durable() {
		return application().withBean(WebhookInbox.class, () -> this.inbox);
	}

	@Test
	void aRunFromTheInboxIsATraceOfItsOwnWithALinkToTheRequest() {
		durable().run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			await().untilAsserted(() -> assertThat(spans("process github")).hasSize(1));
		});
		SpanData run = spans("process github").get(0);
		SpanData request = spans("receive github").get(0);
		assertThat(run.getKind()).isEqualTo(SpanKind.CONSUMER);
		assertThat(run.getParentSpanContext().isValid()).isFalse();
		assertThat(run.getTraceId()).isNotEqualTo(request.getTraceId());
		assertThat(run.getLinks()).singleElement().satisfies((link) -> {
			assertThat(link.getSpanContext().getTraceId()).isEqualTo(request.getTraceId());
			assertThat(link.getSpanContext().getSpanId()).isEqualTo(request.getSpanId());
		});
	}

	@Test
	void theLinkOutlivesTheApplicationThatReceived() {
		durable().run((context) -> {
			pause(context);
			receive(context, signed(context, "push", "1", "{}"));
		});
		assertThat(spans("process github")).isEmpty();
		durable().run((context) -> {
			context.getBean(WebhookDeliveries.class).resume("github");
			await().untilAsserted(() -> assertThat(spans("process github")).hasSize(1));
		});
		assertThat(spans("process github").get(0).getLinks()).singleElement()
			.satisfies((link) -> assertThat(link.getSpanContext().getSpanId())
				.isEqualTo(spans("receive github").get(0).getSpanId()));
	}

	/** Boot orders the handlers, of which the first that can takes an observation. */
	@Test
	void theHandlersOfSpringBootLeaveRunsToOurs() {
		OtelCurrentTraceContext current = new OtelCurrentTraceContext();
		Tracer tracer = new OtelTracer(SdkTracerProvider.builder()
			.addSpanProcessor(SimpleSpanProcessor.create(this.spans))
			.build()
			.get("test"), current, (event) -> {
			});
		ObservedApplication.runner()
			.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class,
					MicrometerTracingAutoConfiguration.class, MetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
			.withBean(Tracer.class, () -> tracer)
			.withBean(WebhookInbox.class, () -> this.inbox)
			.run((context) -> {
				receive(context, signed(context, "push", "1", "{}"));
				await().untilAsserted(() -> assertThat(spans("process github")).hasSize(1));
				assertThat(context.getBean(MeterRegistry.class).get("webhook.process").timer().count()).isOne();
				assertThat(context.getBean(MeterRegistry.class).find("webhook.receive.active").longTaskTimer())
					.as("that of the handler for all others")
					.isNull();
			});
		assertThat(spans("process github").get(0).getLinks()).hasSize(1);
	}

	@Test
	void eachAttemptHasItsOwnTraceAndTheSameLink() {
		durable().run((context) -> {
			receive(context, signed(context, "push", "1", "{}"));
			await().untilAsserted(() -> assertThat(spans("process github")).hasSize(1));
			WebhookDeliveries deliveries = context.getBean(WebhookDeliveries.class);
			await().until(() -> deliveries.retry(deliveries.find(DeliveryFilter.of(), 1).get(0).id()));
			await().untilAsserted(() -> assertThat(spans("process github")).hasSize(2));
		});
		assertThat(spans("process github")).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
		assertThat(spans("process github")).extracting((run) -> run.getLinks().get(0).getSpanContext().getSpanId())
			.containsOnly(spans("receive github").get(0).getSpanId());
	}

	@Test
	void aListenerBeforeTheAnswerIsAPartOfItsRequest() {
		application().run((context) -> receive(context, signed(context, "push", "1", "{}")));
		SpanData run = spans("process github").get(0);
		assertThat(run.getParentSpanId()).isEqualTo(spans("receive github").get(0).getSpanId());
		assertThat(run.getKind()).isEqualTo(SpanKind.CONSUMER);
		assertThat(run.getLinks()).isEmpty();
	}

	@Test
	void anEventThatWasStoredWithoutATraceHasNoLink() {
		ObservedApplication.runner()
			.withBean(WebhookInbox.class, () -> this.inbox)
			.withPropertyValues("webhooks.inbox.poll-interval=20ms")
			.run((context) -> {
				pause(context);
				receive(context, signed(context, "push", "1", "{}"));
			});
		durable().run((context) -> {
			context.getBean(WebhookDeliveries.class).resume("github");
			await().untilAsserted(() -> assertThat(spans("process github")).hasSize(1));
		});
		assertThat(spans("process github").get(0).getLinks()).isEmpty();
	}

	/** The engine knows of it a moment later. */
	private static void pause(ApplicationContext context) {
		context.getBean(WebhookDeliveries.class).pause("github", "until the restart");
		await().until(() -> !context.getBean(OperatedEngine.class).gates().areAllOpen("github"));
	}

	private List<SpanData> spans(String name) {
		return this.spans.getFinishedSpanItems().stream().filter((span) -> span.getName().equals(name)).toList();
	}

}
