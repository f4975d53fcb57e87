package dev.webhooks.autoconfigure;

import java.sql.Connection;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.jdbc.datasource.AbstractDataSource;

import dev.webhooks.actuate.ChangeView;
import dev.webhooks.actuate.DeliveryView;
import dev.webhooks.actuate.EventView;
import dev.webhooks.actuate.GateView;
import dev.webhooks.actuate.ListenerView;
import dev.webhooks.actuate.OverviewView;
import dev.webhooks.actuate.ProviderView;
import dev.webhooks.actuate.RecentOutcome;
import dev.webhooks.actuate.StoredValue;
import dev.webhooks.actuate.WebhooksEndpointWebExtension;
import dev.webhooks.autoconfigure.actuate.WebhooksEndpointAutoConfiguration;
import dev.webhooks.autoconfigure.jdbc.WebhookInboxJdbcAutoConfiguration;
import dev.webhooks.autoconfigure.provider.CallbackProperties;
import dev.webhooks.autoconfigure.provider.CertificateProperties;
import dev.webhooks.autoconfigure.provider.EventProperties;
import dev.webhooks.autoconfigure.provider.JwtProperties;
import dev.webhooks.autoconfigure.provider.ProviderProperties;
import dev.webhooks.autoconfigure.provider.SignatureProperties;
import dev.webhooks.provider.preset.Presets;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a native image of an application keeps that has a provider and an inbox.
 */
class RuntimeHintsTests {

	private static RuntimeHints hints;

	@BeforeAll
	static void processAheadOfTime() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("management.endpoints.web.exposure.include=webhooks").applyTo(context);
			context.register(Database.class, WebhookAutoConfiguration.class, WebhookInboxJdbcAutoConfiguration.class,
					WebhooksEndpointAutoConfiguration.class);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get("dev.webhooks.test", "Application")),
					new InMemoryGeneratedFiles());
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			hints = generation.getRuntimeHints();
		}
	}

	static Iterable<String> presetNames() {
		return new Presets().names();
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "mysql", "postgresql" })
	void theSchemaScriptsAreResources(String database) {
		assertThat(
				RuntimeHintsPredicates.resource().forResource("dev/webhooks/delivery/jdbc/schema-" + database + ".sql"))
			.accepts(hints);
	}

	@ParameterizedTest
	@MethodSource("presetNames")
	void thePresetsAreResources(String preset) {
		assertThat(RuntimeHintsPredicates.resource().forResource("dev/webhooks/provider/preset/" + preset + ".yml"))
			.accepts(hints);
	}

	@ParameterizedTest
	@ValueSource(classes = { ProviderProperties.class, SignatureProperties.class, EventProperties.class,
			CertificateProperties.class, JwtProperties.class, CallbackProperties.class })
	void thePropertiesOfAProviderAreBound(Class<?> type) throws Exception {
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructor()))
			.accepts(hints);
	}

	@Test
	void aPropertyOfAProviderIsSet() throws Exception {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(ProviderProperties.class.getMethod("setPath", String.class))).accepts(hints);
	}

	@ParameterizedTest
	@ValueSource(classes = { OverviewView.class, OverviewView.Engine.class, ProviderView.class,
			ProviderView.Activity.class, ListenerView.class, EventView.class, EventView.Detail.class,
			DeliveryView.class, DeliveryView.Attempt.class, DeliveryView.Count.class, RecentOutcome.class,
			RecentOutcome.Tally.class, ChangeView.class, GateView.class, StoredValue.class,
			WebhooksEndpointWebExtension.Refusal.class })
	void whatTheEndpointAnswersIsWritten(Class<?> view) {
		assertThat(view.getRecordComponents()).isNotEmpty()
			.allSatisfy((component) -> assertThat(
					RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
				.accepts(hints));
	}

	@Test
	void theNameOfAPresetIsSetForTheEndpoint() throws Exception {
		Class<?> entry = Class.forName("dev.webhooks.autoconfigure.actuate.ConfiguredPresets$Entry");
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(entry.getMethod("setPreset", String.class)))
			.accepts(hints);
	}

	@Configuration(proxyBeanMethods = false)
	static class Database {

		@Bean
		DataSource dataSource() {
			return new AbstractDataSource() {

				@Override
				public Connection getConnection() {
					throw new UnsupportedOperationException();
				}

				@Override
				public Connection getConnection(String username, String password) {
					throw new UnsupportedOperationException();
				}

			};
		}

	}

}
