package dev.webhooks.listener;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ListenerBean} with beans that are proxies.
 */
class ProxiedListenerTests {

	private static final TestEvent EVENT = TestEvent.of("acme", "order.paid");

	private final AtomicInteger advised = new AtomicInteger();

	@Test
	void whenProxyIsASubclassTheCallIsAdvised() throws Exception {
		try (TestListeners listeners = proxied(Plain.class, true)) {
			listeners.dispatch(EVENT);
			assertThat(this.advised).hasValue(1);
		}
	}

	@Test
	void whenProxyIsASubclassTheTargetIsCalled() throws Exception {
		try (TestListeners listeners = proxied(Plain.class, true)) {
			assertThat(listeners.answer(EVENT)).isEqualTo("state");
		}
	}

	@Test
	void whenProxyIsASubclassIdHasNoGeneratedName() {
		try (TestListeners listeners = proxied(Plain.class, true)) {
			assertThat(listeners.ids()).containsExactly(Plain.class.getName() + ".on");
		}
	}

	@Test
	void whenProxyHasTheInterfaceTheCallIsAdvised() throws Exception {
		try (TestListeners listeners = proxied(WithInterface.class, false)) {
			listeners.dispatch(EVENT);
			assertThat(this.advised).hasValue(1);
		}
	}

	@Test
	void whenProxyHasTheInterfaceIdNamesTheClass() {
		try (TestListeners listeners = proxied(WithInterface.class, false)) {
			assertThat(listeners.ids()).containsExactly(WithInterface.class.getName() + ".on");
		}
	}

	@Test
	void whenProxyHasADefaultMethodTheCallIsAdvised() throws Exception {
		try (TestListeners listeners = proxied(WithDefault.class, false)) {
			listeners.dispatch(EVENT);
			assertThat(this.advised).hasValue(1);
		}
	}

	@Test
	void whenProxyDoesNotHaveTheMethodFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class)
			.isThrownBy(() -> proxied(NotInInterface.class, false).close())
			.withMessageContaining(NotInInterface.class.getName() + ".received(WebhookEvent)")
			.withMessageContaining("JDK proxy");
	}

	@Test
	void whenMethodOfAProxyIsFinalFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class)
			.isThrownBy(() -> proxied(FinalMethod.class, true).close())
			.withMessageContaining("it is final");
	}

	private TestListeners proxied(Class<?> bean, boolean proxyTargetClass) {
		MethodInterceptor advice = (invocation) -> {
			this.advised.incrementAndGet();
			return invocation.proceed();
		};
		Consumer<AnnotationConfigApplicationContext> customizer = (context) -> {
			context.registerBean("advice", MethodInterceptor.class, () -> advice);
			context.registerBean(BeanNameAutoProxyCreator.class, () -> {
				BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
				creator.setBeanNames("proxied");
				creator.setInterceptorNames("advice");
				creator.setProxyTargetClass(proxyTargetClass);
				return creator;
			});
			context.registerBean("proxied", bean);
		};
		return TestListeners.with(customizer);
	}

	static class Plain {

		private final String state = "state";

		@WebhookListener
		Object on(WebhookEvent event) {
			return this.state;
		}

	}

	interface Contract {

		Object on(WebhookEvent event);

	}

	static class WithInterface implements Contract {

		@Override
		@WebhookListener
		public Object on(WebhookEvent event) {
			return "interface";
		}

	}

	interface DefaultContract {

		@WebhookListener
		default Object on(WebhookEvent event) {
			return "default";
		}

	}

	static class WithDefault implements DefaultContract {

	}

	static class NotInInterface implements Contract {

		@Override
		public Object on(WebhookEvent event) {
			return "other";
		}

		@WebhookListener
		void received(WebhookEvent event) {
		}

	}

	static class FinalMethod {

		@WebhookListener
		final void on(WebhookEvent event) {
		}

	}

}
