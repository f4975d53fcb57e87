package dev.webhooks.listener;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

import dev.webhooks.Internal;
import dev.webhooks.WebhookListener;

/**
 * Finds the {@link WebhookListener @WebhookListener} methods of all beans, when the
 * application has its beans, and checks and prepares them. Beans that are not there yet
 * (lazy ones, prototypes) are not created for it.
 */
@Internal
public final class WebhookListenerDiscovery implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(WebhookListenerDiscovery.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final WebhookListenerRegistry registry;

	private final ListenerMethodFactory factory;

	/**
	 * Creates a discovery.
	 * @param beanFactory holds the beans to look at
	 * @param arguments prepares the parameters of the methods
	 * @param registry receives the methods
	 */
	public WebhookListenerDiscovery(ConfigurableListableBeanFactory beanFactory, WebhookListenerArguments arguments,
			WebhookListenerRegistry registry) {
		Assert.notNull(beanFactory, "'beanFactory' must not be null");
		Assert.notNull(arguments, "'arguments' must not be null");
		Assert.notNull(registry, "'registry' must not be null");
		this.beanFactory = beanFactory;
		this.registry = registry;
		this.factory = new ListenerMethodFactory(beanFactory, arguments);
	}

	/**
	 * Fills the registry.
	 * @throws InvalidWebhookListenerException if a method cannot work
	 */
	@Override
	public void afterSingletonsInstantiated() {
		List<ListenerCandidate> candidates = new ArrayList<>();
		for (String name : this.beanFactory.getBeanNamesForType(Object.class)) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : userClass(name);
			if (type != null && mayHaveListeners(type)) {
				candidates.addAll(candidates(name, type));
			}
		}
		ListenerIds ids = new ListenerIds(candidates);
		List<WebhookListenerMethod> methods = candidates.stream()
			.map((candidate) -> this.factory.create(candidate, ids.derive(candidate)))
			.toList();
		this.registry.register(methods);
		logger.debug("Found {} webhook listeners: {}", methods.size(), methods);
	}

	private static boolean mayHaveListeners(Class<?> type) {
		return AnnotationUtils.isCandidateClass(type, WebhookListener.class)
				&& (!type.getName().startsWith("org.springframework.")
						|| AnnotatedElementUtils.isAnnotated(type, Component.class));
	}

	private @Nullable Class<?> userClass(String name) {
		try {
			Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, name);
			if (type != null && ScopedObject.class.isAssignableFrom(type)) {
				type = AutoProxyUtils.determineTargetClass(this.beanFactory, ScopedProxyUtils.getTargetBeanName(name));
			}
			return (type != null) ? ClassUtils.getUserClass(type) : null;
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Could not find out the class of bean '{}'", name, ex);
			return null;
		}
	}

	/**
	 * Reflection gives methods in no particular order, so they are sorted.
	 */
	private static List<ListenerCandidate> candidates(String name, Class<?> type) {
		return select(name, type).entrySet()
			.stream()
			.map((entry) -> new ListenerCandidate(name, type, entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparing(ListenerCandidate::describe))
			.toList();
	}

	private static Map<Method, WebhookListener> select(String name, Class<?> type) {
		try {
			return MethodIntrospector.selectMethods(type, WebhookListenerDiscovery::find);
		}
		catch (LinkageError ex) {
			logger.debug("Could not look at the methods of bean '{}'", name, ex);
			return Map.of();
		}
	}

	private static @Nullable WebhookListener find(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, WebhookListener.class);
	}

}
