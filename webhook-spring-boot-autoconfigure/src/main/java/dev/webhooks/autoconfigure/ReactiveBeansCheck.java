package dev.webhooks.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Keeps an application that was made for WebFlux from starting as a servlet application,
 * which it becomes by having Spring MVC on its class path: its routes and filters, and
 * the authentication that may be in them, would no longer run. Only the definitions of
 * beans are looked at: many a bean of such an application cannot be made here.
 */
final class ReactiveBeansCheck implements BeanFactoryPostProcessor {

	private static final List<String> TYPES = List.of("org.springframework.web.server.WebFilter",
			"org.springframework.web.reactive.function.server.RouterFunction",
			"org.springframework.security.web.server.SecurityWebFilterChain");

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		ClassLoader classLoader = beanFactory.getBeanClassLoader();
		TYPES.stream()
			.filter((type) -> ClassUtils.isPresent(type, classLoader))
			.map((type) -> ClassUtils.resolveClassName(type, classLoader))
			.flatMap((type) -> Stream.of(beanFactory.getBeanNamesForType(type, true, false))
				.map((bean) -> "'%s' (%s)".formatted(bean, type.getSimpleName())))
			.findFirst()
			.ifPresent(ReactiveBeansCheck::fail);
	}

	private static void fail(String bean) {
		throw new UnsuitableApplicationException(
				"Bean %s is for WebFlux, but with the webhook starter this is a servlet application, ".formatted(bean)
						+ "in which it does nothing.",
				WebhookApplicationTypeAutoConfiguration.ACTION
						+ " If the application is meant to be one for servlets, remove the bean, or set "
						+ "'spring.main.web-application-type' to 'servlet' to say that it may do nothing.");
	}

}
