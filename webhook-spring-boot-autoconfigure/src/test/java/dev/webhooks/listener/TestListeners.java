package dev.webhooks.listener;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.validation.Validator;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookInterceptor;

/**
 * A small application context with listeners.
 */
final class TestListeners implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	static TestListeners of(Class<?>... beans) {
		return with((context) -> {
		}, beans);
	}

	static TestListeners with(Consumer<AnnotationConfigApplicationContext> customizer, Class<?>... beans) {
		TestListeners listeners = new TestListeners();
		customizer.accept(listeners.context);
		if (beans.length > 0) {
			listeners.context.register(beans);
		}
		listeners.start();
		return listeners;
	}

	static Consumer<AnnotationConfigApplicationContext> properties(String... pairs) {
		return (context) -> TestPropertyValues.of(pairs).applyTo(context);
	}

	static <T> Consumer<AnnotationConfigApplicationContext> bean(Class<T> type, T bean) {
		return (context) -> context.registerBean(type, () -> bean);
	}

	private void start() {
		if (this.context.getBeanFactory().getBeanNamesForType(JsonMapper.class).length == 0) {
			this.context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
		}
		this.context.registerBean(PropertySourcesPlaceholderConfigurer.class);
		this.context.registerBean(WebhookListenerRegistry.class);
		this.context.registerBean(WebhookPayloadReader.class,
				() -> new WebhookPayloadReader(bean(JsonMapper.class), ordered(WebhookPayloadConverter.class)));
		this.context.registerBean(WebhookListenerArguments.class,
				() -> new WebhookListenerArguments(bean(WebhookPayloadReader.class),
						ApplicationConversionService.getSharedInstance(), validator(),
						ordered(WebhookArgumentResolver.class)));
		this.context.registerBean(WebhookListenerDiscovery.class,
				() -> new WebhookListenerDiscovery(this.context.getBeanFactory(), bean(WebhookListenerArguments.class),
						bean(WebhookListenerRegistry.class)));
		this.context.registerBean(WebhookDispatcher.class,
				() -> new WebhookDispatcher(bean(WebhookListenerRegistry.class), bean(WebhookPayloadReader.class),
						ordered(WebhookInterceptor.class)));
		this.context.refresh();
	}

	private @Nullable Validator validator() {
		return this.context.getBeanProvider(Validator.class).getIfAvailable();
	}

	private <T> List<T> ordered(Class<T> type) {
		return this.context.getBeanProvider(type).orderedStream().toList();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	boolean isCreated(String name) {
		return this.context.getBeanFactory().containsSingleton(name);
	}

	WebhookListenerRegistry registry() {
		return bean(WebhookListenerRegistry.class);
	}

	List<String> ids() {
		return registry().listeners().stream().map(WebhookListenerMethod::id).toList();
	}

	WebhookDispatcher dispatcher() {
		return bean(WebhookDispatcher.class);
	}

	DispatchResult dispatch(WebhookEvent event) throws Exception {
		return dispatcher().dispatch(event);
	}

	@Nullable Object answer(WebhookEvent event) throws Exception {
		return dispatch(event).value();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
