package dev.webhooks.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is written beside the auto-configurations: names of other classes, the
 * list of imports, and the metadata of the properties.
 */
class AutoConfigurationMetadataTests {

	private static final String PACKAGE = "dev.webhooks.autoconfigure";

	static Stream<Class<?>> autoConfigurations() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages(PACKAGE)
			.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map((type) -> ClassUtils.resolveClassName(type.getName(), null));
	}

	@Test
	void allAutoConfigurationsAreListed() {
		List<String> listed = new ArrayList<>();
		ImportCandidates.load(AutoConfiguration.class, null).forEach((name) -> {
			if (name.startsWith(PACKAGE)) {
				listed.add(name);
			}
		});
		assertThat(autoConfigurations().map(Class::getName)).isNotEmpty().containsExactlyInAnyOrderElementsOf(listed);
	}

	/**
	 * Those of Spring Security, which would secure all tests here, are checked in the
	 * module of the edge tests.
	 */
	@ParameterizedTest
	@MethodSource("autoConfigurations")
	void classesThatAreNamedAsTextExist(Class<?> autoConfiguration) {
		AutoConfiguration annotation = AnnotatedElementUtils.findMergedAnnotation(autoConfiguration,
				AutoConfiguration.class);
		assertThat(Stream.concat(Stream.of(annotation.afterName()), Stream.of(annotation.beforeName()))
			.filter((name) -> !name.startsWith("org.springframework.boot.security.")))
			.allSatisfy((name) -> assertThat(ClassUtils.isPresent(name, null)).as(name).isTrue());
	}

	@ParameterizedTest
	@MethodSource("autoConfigurations")
	void theDefaultInTheMetadataIsThatOfTheCondition(Class<?> autoConfiguration) {
		for (ConditionalOnBooleanProperty condition : AnnotatedElementUtils.findAllMergedAnnotations(autoConfiguration,
				ConditionalOnBooleanProperty.class)) {
			String prefix = condition.prefix().isEmpty() ? "" : condition.prefix() + ".";
			for (String name : condition.name()) {
				assertThat(property(prefix + name).path("defaultValue").asBoolean()).as(name)
					.isEqualTo(condition.matchIfMissing() == condition.havingValue());
			}
		}
	}

	@Test
	void everyPropertyHasADescriptionOfTheUsualForm() {
		assertThat(properties()).isNotEmpty().allSatisfy((property) -> {
			String name = property.path("name").asString();
			assertThat(name).matches("(management\\.endpoint\\.)?webhooks\\..*");
			String description = property.path("description").asString("");
			assertThat(description).as(name).isNotBlank().endsWith(".").doesNotStartWith("The ");
			if (property.path("type").asString().equals("java.lang.Boolean")) {
				assertThat(description).as(name).startsWith("Whether ");
			}
		});
	}

	@Test
	void everyPropertyThatIsNotBelowAProviderIsInTheMetadata() {
		assertThat(properties()).extracting((property) -> property.path("name").asString())
			.contains("webhooks.enabled", "webhooks.base-path", "webhooks.public-url", "webhooks.providers",
					"webhooks.deduplication.maximum-size", "webhooks.deduplication.time-to-live");
	}

	@Test
	void theDefaultsInTheMetadataAreThoseOfTheClass() {
		WebhookProperties defaults = new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("webhooks",
				WebhookProperties.class);
		assertThat(property("webhooks.base-path").path("defaultValue").asString()).isEqualTo(defaults.getBasePath());
		assertThat(property("webhooks.deduplication.maximum-size").path("defaultValue").asLong())
			.isEqualTo(defaults.getDeduplication().getMaximumSize());
		assertThat(property("webhooks.deduplication.time-to-live").path("defaultValue").asString()).isEqualTo("24h");
	}

	private static JsonNode property(String name) {
		return properties().stream()
			.filter((property) -> property.path("name").asString().equals(name))
			.reduce((first, second) -> {
				throw new AssertionError(name + " is there twice");
			})
			.orElseThrow(() -> new AssertionError(name + " is not there"));
	}

	private static List<JsonNode> properties() {
		try (InputStream input = new ClassPathResource("META-INF/spring-configuration-metadata.json",
				WebhookProperties.class.getClassLoader())
			.getInputStream()) {
			return new JsonMapper().readTree(input).path("properties").values().stream().toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
