package dev.webhooks.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureWebMvc;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import dev.webhooks.WebhookListener;
import dev.webhooks.test.web.WebhookRequests;

/**
 * Test of what receives webhooks and of nothing else of an application. Found are classes
 * with {@link WebhookListener @WebhookListener} methods, whatever else they are, and
 * beans that take part in receiving: interceptors, error handlers, converters and
 * decoders of payloads, argument resolvers, schemes, sources of secrets, guards,
 * observers and customizers. What listeners need besides is imported, or is a
 * {@link org.springframework.test.context.bean.override.mockito.MockitoBean @MockitoBean}.
 * <p>
 * Requests come by {@link WebhookRequests}, {@code MockMvcTester} or {@code MockMvc}.
 * There is no database, so that listeners run before the answer; with the property
 * {@code webhooks.inbox.type=memory} they run behind it. Providers without a secret get a
 * random one ({@code webhooks.test.generate-secrets}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(WebhookTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(WebhookTypeExcludeFilter.class)
@AutoConfigureWebhooks
@AutoConfigureWebMvc
@AutoConfigureMockMvc
@ImportAutoConfiguration
public @interface WebhookTest {

	/**
	 * Properties in the form {@code key=value} that are added to the environment.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Short for {@link #listeners()}.
	 * @return the classes of the listeners
	 */
	@AliasFor("listeners")
	Class<?>[] value() default {};

	/**
	 * Classes of the listeners that are tested.
	 * @return the classes; all that are found if there are none
	 */
	@AliasFor("value")
	Class<?>[] listeners() default {};

	/**
	 * Whether what takes part in receiving is found by itself.
	 * @return {@code false} if only {@link #includeFilters()} decide
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters for what is found besides.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Filters for what is not found.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations that are left out.
	 * @return the auto-configurations
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
