package dev.webhooks.docs;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.autoconfigure.WebhookAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookListenerAutoConfiguration;
import dev.webhooks.autoconfigure.WebhookProperties;
import dev.webhooks.autoconfigure.WebhookReceiverAutoConfiguration;
import dev.webhooks.autoconfigure.breaker.WebhookCircuitBreakerAutoConfiguration;
import dev.webhooks.autoconfigure.provider.ProviderProperties;
import dev.webhooks.autoconfigure.web.WebhookWebMvcAutoConfiguration;
import dev.webhooks.provider.WebhookProviders;
import dev.webhooks.secret.WebhookTokenResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the README and the pages of {@code docs} to what they say.
 */
class DocumentationTests {

	private static final Set<String> DESCRIBED_AS_A_WHOLE = Set.of("certificate", "jwt", "callback",
			"client-certificate");

	private static final Path ROOT = Path.of("..");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");

	private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(#[^)]*)?\\)");

	private static final Pattern COORDINATES = Pattern.compile(
			"<groupId>dev\\.webhooks</groupId>" + "\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

	/** Stands for any secret: it is text, hexadecimal digits and Base64 at once. */
	private static final String SECRET = "0123456789abcdef0123456789abcdef";

	private static final String PUBLIC_KEY = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1zL5nBlX3giBlyRoTeAj70YXsb292UmYVTGKSiqw/eEJGU"
			+ "g1dyCig+CG6PF/rLPF6KhylCsGkvCQLgpZBDb8ZP1/2eowDTFbOCY2+iT9k9TiTu9yy1yU9L/PsoWOJI2gNwxbp1GA"
			+ "+fe1auaaJvtC8qE2+8as3KySHc48O+T4NWEknThbeKdXyU0w6NO8oGak4PmwjAlOM+AExFGOPJzKuU3n+2BofDXrg7"
			+ "6xm/Gv9CtU3l+trWMCbe5wr5Y/NQPVoZR22l1G1Z1/Ra1zZmjqD7xH49aTpp/usSUq/hLFAP/SKdUCvVdvZTAGcGoO"
			+ "bEb3tahRSVKTapXXn7S76n9yxQIDAQAB";

	static List<Path> pages() throws IOException {
		List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			docs.filter((file) -> file.toString().endsWith(".md")).forEach(pages::add);
		}
		return pages;
	}

	static List<String> javaBlocks() throws IOException {
		return blocks("java");
	}

	static List<String> yamlBlocks() throws IOException {
		return blocks("yaml");
	}

	static List<String> xmlBlocks() throws IOException {
		return blocks("xml");
	}

	private static List<String> blocks(String language) throws IOException {
		List<String> blocks = new ArrayList<>();
		for (Path page : pages()) {
			Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(read(page));
			while (matcher.find()) {
				blocks.add(matcher.group(1));
			}
		}
		return blocks;
	}

	@ParameterizedTest
	@MethodSource("javaBlocks")
	void javaIsCompiled(String block) throws IOException {
		try (Stream<Path> sources = Files.walk(Path.of("src/test/java/dev/webhooks/docs"))) {
			assertThat(sources.filter(Files::isRegularFile).map((source) -> withoutLayout(read(source))))
				.anyMatch((source) -> {
					String[] parts = withoutLayout(block).split("(?<=} )(?=@Component|record Customer|@Test)");
					return Stream.of(parts).allMatch(source::contains);
				});
		}
	}

	private static String withoutLayout(String code) {
		return code.replaceAll("\\s+", " ").strip();
	}

	@ParameterizedTest
	@MethodSource("yamlBlocks")
	void yamlStartsAnApplication(String block) throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("documentation",
				new ByteArrayResource(block.getBytes(StandardCharsets.UTF_8)));
		for (PropertySource<?> source : sources) {
			assertThat(((EnumerablePropertySource<?>) source).getPropertyNames())
				.allMatch((name) -> name.startsWith("webhooks.") || name.startsWith("spring.datasource.")
						|| name.startsWith("management."));
		}
		WebApplicationContextRunner runner = new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, WebhookAutoConfiguration.class,
					WebhookListenerAutoConfiguration.class, WebhookCircuitBreakerAutoConfiguration.class,
					WebhookReceiverAutoConfiguration.class, WebhookWebMvcAutoConfiguration.class))
			.withBean(Invoices.class)
			.withBean("parcel-digest", ParcelSchemeFactory.class)
			.withBean("ticket", TicketSchemeFactory.class)
			.withBean(Invoicing.class)
			.withBean(Tickets.class, () -> (ticket) -> false)
			.withBean(WebhookTokenResolver.class, () -> (provider, token) -> null)
			.withInitializer((context) -> sources
				.forEach((source) -> context.getEnvironment().getPropertySources().addLast(source)));
		Matcher variable = VARIABLE.matcher(block);
		while (variable.find()) {
			runner = runner.withPropertyValues(variable.group(1) + "=" + valueOf(variable.group(1)));
		}
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(WebhookProviders.class).all().isEmpty())
				.isNotEqualTo(block.contains(" providers:"));
		});
	}

	@ParameterizedTest
	@MethodSource("xmlBlocks")
	void coordinatesAreThoseOfTheModules(String block) {
		Matcher coordinates = COORDINATES.matcher(block);
		while (coordinates.find()) {
			assertThat(ROOT.resolve(coordinates.group(1)).resolve("pom.xml")).content()
				.contains("<artifactId>" + coordinates.group(1) + "</artifactId>",
						"<version>" + coordinates.group(2) + "</version>");
		}
	}

	/** Some keys have to be of a certain form. */
	private static String valueOf(String variable) {
		return variable.endsWith("PUBLIC_KEY") ? PUBLIC_KEY : variable.endsWith("AES_KEY") ? "k".repeat(42) + "A"
				: variable.endsWith("API_KEY") ? "k".repeat(32) : SECRET;
	}

	@Test
	void allKeysAreDescribed() {
		List<String> keys = new ArrayList<>();
		collect(WebhookProperties.class, "", keys);
		collect(ProviderProperties.class, "", keys);
		assertThat(keys).contains("base-path", "signature.timestamp-unit");
		String text = read(ROOT.resolve("docs/configuration.md"));
		assertThat(keys).allSatisfy((key) -> {
			String last = key.substring(key.lastIndexOf('.') + 1);
			assertThat(text).containsAnyOf("`" + key + "`", "." + last + "`", " " + last + ":", "`" + last + "`",
					"`" + last + "[]");
		});
	}

	private static void collect(Class<?> type, String prefix, List<String> keys) {
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			String name = property.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			if (name.equals("class") || name.equals("providers")) {
				continue;
			}
			if (isGroup(property.getPropertyType()) && !DESCRIBED_AS_A_WHOLE.contains(name)) {
				collect(property.getPropertyType(), prefix + name + ".", keys);
			}
			else {
				keys.add(prefix + name);
			}
		}
	}

	private static boolean isGroup(Class<?> type) {
		return type.getPackageName().startsWith(WebhookProperties.class.getPackageName()) && !type.isEnum();
	}

	@Test
	void theReadmeIsShort() {
		assertThat(read(ROOT.resolve("README.md")))
			.satisfies((readme) -> assertThat(readme.lines().count()).isLessThan(150));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Path page) {
		Matcher link = LINK.matcher(read(page));
		while (link.find()) {
			Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
			assertThat(target).exists();
			if (link.group(2) != null) {
				assertThat(anchors(read(target))).contains(link.group(2));
			}
		}
	}

	/** As GitHub makes them: without punctuation. */
	private static List<String> anchors(String page) {
		return page.lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> "#" + line.replaceAll("^#+ |[^\\w -]", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
			.toList();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Has the listener that the pages name.
	 */
	static class Invoices {

		@WebhookListener(id = "book-invoice")
		void book(WebhookEvent event) {
		}

	}

}
