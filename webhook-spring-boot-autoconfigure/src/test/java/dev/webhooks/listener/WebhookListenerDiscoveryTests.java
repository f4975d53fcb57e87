package dev.webhooks.listener;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.context.request.async.DeferredResult;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WebhookListenerDiscovery}, {@link ListenerMethodFactory} and
 * {@link ListenerIds}.
 */
class WebhookListenerDiscoveryTests {

	private static final TestEvent EVENT = TestEvent.of("acme", "order.paid");

	@Test
	void idIsTheClassAndTheMethod() {
		assertThat(ids(Simple.class)).containsExactly(Simple.class.getName() + ".on");
	}

	@Test
	void whenMethodIsOverloadedIdHasTheParameterTypes() {
		assertThat(ids(Overloaded.class)).containsExactly(Overloaded.class.getName() + ".on(String)",
				Overloaded.class.getName() + ".on(WebhookEvent,String)");
	}

	@Test
	void whenSeveralBeansHaveOneClassIdHasTheBeanName() {
		assertThat(ids(TwoBeans.class)).containsExactly(Simple.class.getName() + ".on@left",
				Simple.class.getName() + ".on@right");
	}

	@Test
	void whenClassIsAConfigurationIdHasNoGeneratedName() {
		assertThat(ids(ConfigurationListener.class)).containsExactly(ConfigurationListener.class.getName() + ".on");
	}

	@Test
	void methodOfAnInterfaceIsFound() throws Exception {
		assertThat(answer(DefaultMethod.class)).isEqualTo("default");
	}

	@Test
	void methodOfAnInterfaceIsNamedAfterTheClass() {
		assertThat(ids(DefaultMethod.class)).containsExactly(DefaultMethod.class.getName() + ".on");
	}

	@Test
	void annotationsOfAnInterfaceCountForTheClass() throws Exception {
		assertThat(answer(Implementation.class)).isEqualTo("implementation");
	}

	@Test
	void bridgeMethodIsNotASecondListener() {
		assertThat(ids(Bridged.class)).hasSize(1);
	}

	@Test
	void metaAnnotationIsFoundWithItsOverrides() {
		try (TestListeners listeners = TestListeners.of(Meta.class)) {
			WebhookListenerMethod listener = listeners.registry().listeners().get(0);
			assertThat(listener.providers() + " " + listener.events()).isEqualTo("[stripe] [charge.*]");
		}
	}

	@Test
	void placeholdersAreResolvedInAllAttributes() {
		try (TestListeners listeners = TestListeners.with(TestListeners.properties("p=stripe", "e=charge.*", "i=mine"),
				Placeholders.class)) {
			WebhookListenerMethod listener = listeners.registry().listeners().get(0);
			assertThat(
					listener.id() + " " + listener.providers() + " " + listener.events() + " " + listener.condition())
				.isEqualTo("mine [stripe] [charge.*] provider() == 'stripe'");
		}
	}

	@Test
	void whenPlaceholderIsUnknownFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> ids(Placeholders.class))
			.withMessageContaining(Placeholders.class.getName() + ".on(WebhookEvent)")
			.withMessageContaining("Could not resolve placeholder");
	}

	@Test
	void whenPatternIsBlankFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> ids(Blank.class))
			.withMessageContaining("its annotation cannot be read: 'pattern' must not be empty");
	}

	@Test
	void whenMethodIsPrivateFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> ids(PrivateMethod.class))
			.withMessageContaining(PrivateMethod.class.getName() + ".on(WebhookEvent) is not valid: it is private");
	}

	@Test
	void whenMethodIsStaticFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> ids(StaticMethod.class))
			.withMessageContaining("it is static");
	}

	@ParameterizedTest
	@ValueSource(classes = { FutureMethod.class, ReactiveMethod.class, MonoMethod.class, CallableMethod.class,
			DeferredMethod.class, FutureOfAnswerMethod.class, OptionalFutureMethod.class, GenericFutureMethod.class })
	void whenMethodReturnsWhatIsNotCompleteFailsTheStart(Class<?> listener) {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> ids(listener))
			.withMessageContaining("an event is not processed before that is complete");
	}

	@ParameterizedTest
	@ValueSource(classes = { AsyncMethod.class, AsyncClass.class, MetaAsyncMethod.class, AsyncOfInterface.class,
			AsyncOfSuperclass.class })
	void whenMethodIsAsynchronousFailsTheStart(Class<?> listener) {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> ids(listener))
			.withMessageContaining(listener.getName() + ".on(")
			.withMessageContaining("it is asynchronous")
			.withMessageContaining("Remove @Async");
	}

	@Test
	void whenAnnotationOfTheApplicationMakesTheMethodAsynchronousFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class)
			.isThrownBy(() -> TestListeners.of(OwnAsyncConfiguration.class, OwnAsyncMethod.class))
			.withMessageContaining("it is asynchronous");
	}

	@Test
	void whenAnotherMethodOfTheBeanIsAsynchronousTheListenerIsNot() {
		try (TestListeners listeners = TestListeners.of(OwnAsyncConfiguration.class, AsyncBeside.class)) {
			assertThat(listeners.ids()).hasSize(1);
		}
	}

	@Test
	void whenMethodIsASuspendFunctionFailsTheStart() {
		assertThatExceptionOfType(InvalidWebhookListenerException.class).isThrownBy(() -> ids(suspendFunction()))
			.withMessageContaining("it is a suspend function")
			.withMessageContaining("runBlocking");
	}

	/** What the compiler of Kotlin makes of one. */
	private static Class<?> suspendFunction() {
		ByteBuddy compiler = new ByteBuddy();
		DynamicType.Unloaded<?> continuation = compiler.makeInterface().name("kotlin.coroutines.Continuation").make();
		return compiler.subclass(Object.class)
			.name("SuspendFunction")
			.defineMethod("on", Object.class, Visibility.PUBLIC)
			.withParameters(TypeDescription.ForLoadedType.of(WebhookEvent.class), continuation.getTypeDescription())
			.intercept(FixedValue.nullValue())
			.annotateMethod(AnnotationDescription.Builder.ofType(WebhookListener.class).build())
			.make()
			.include(continuation)
			.load(WebhookListenerDiscoveryTests.class.getClassLoader())
			.getLoaded();
	}

	@Test
	void theScopeOfAListenerIsThatOfItsBean() {
		try (TestListeners listeners = TestListeners.of(Simple.class, PrototypeBean.class)) {
			assertThat(listeners.registry().listeners()).extracting(WebhookListenerMethod::scope)
				.containsExactlyInAnyOrder("singleton", "prototype");
		}
	}

	@ParameterizedTest
	@MethodSource("unusableIds")
	void whenDeliveriesCannotBeStoredByTheIdFailsTheStart(String id) {
		assertThatExceptionOfType(InvalidWebhookListenerException.class)
			.isThrownBy(() -> TestListeners.with(identified(id), Identified.class))
			.withMessageContaining(Identified.class.getName() + ".on(")
			.withMessageContaining("500 characters");
	}

	static Stream<String> unusableIds() {
		return Stream.of("a".repeat(501), "mail ", " mail", "ma\u0000il", "ma\nil", "mail\ud800");
	}

	@Test
	void anIdMayHaveAnyPrintableCharacters() {
		String id = "\u00e9t\u00e9 \ud83d\ude00" + "a".repeat(494);
		try (TestListeners listeners = TestListeners.with(identified(id), Identified.class)) {
			assertThat(listeners.ids()).containsExactly(id);
		}
	}

	private static Consumer<AnnotationConfigApplicationContext> identified(String id) {
		return (context) -> context.getBeanFactory()
			.addEmbeddedValueResolver((value) -> value.equals("ID") ? id : value);
	}

	@Test
	void lazyBeanIsNotCreatedBeforeTheFirstEvent() {
		try (TestListeners listeners = TestListeners.of(LazyConfiguration.class)) {
			assertThat(listeners.isCreated("lazy")).isFalse();
		}
	}

	@Test
	void lazyBeanReceivesEvents() throws Exception {
		assertThat(answer(LazyConfiguration.class)).isEqualTo("simple");
	}

	@Test
	void prototypeIsCreatedForEachEvent() throws Exception {
		try (TestListeners listeners = TestListeners.of(Prototype.class)) {
			assertThat(listeners.answer(EVENT)).isNotSameAs(listeners.answer(EVENT));
		}
	}

	@Test
	void scopedBeanIsOneListener() {
		assertThat(ids(ScopedConfiguration.class)).containsExactly(Simple.class.getName() + ".on");
	}

	@Test
	void scopedBeanReceivesEvents() throws Exception {
		assertThat(answer(ScopedConfiguration.class)).isEqualTo("simple");
	}

	private static List<String> ids(Class<?> bean) {
		try (TestListeners listeners = TestListeners.of(bean)) {
			return listeners.ids();
		}
	}

	private static Object answer(Class<?> bean) throws Exception {
		try (TestListeners listeners = TestListeners.of(bean)) {
			return listeners.answer(EVENT);
		}
	}

	static class Simple {

		@WebhookListener
		Object on(WebhookEvent event) {
			return "simple";
		}

	}

	static class Overloaded {

		@WebhookListener
		void on(WebhookEvent event, String body) {
		}

		@WebhookListener
		void on(String body) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBeans {

		@Bean
		Simple left() {
			return new Simple();
		}

		@Bean
		Simple right() {
			return new Simple();
		}

	}

	@Configuration
	static class ConfigurationListener {

		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

	interface WithDefault {

		@WebhookListener
		default Object on(WebhookEvent event) {
			return "default";
		}

	}

	static class DefaultMethod implements WithDefault {

	}

	interface Contract {

		@WebhookListener(provider = "acme")
		Object on(@WebhookPayload(value = "/missing", required = false) String value);

	}

	static class Implementation implements Contract {

		@Override
		public Object on(String value) {
			return (value == null) ? "implementation" : value;
		}

	}

	interface Generic<T> {

		void on(T payload);

	}

	static class Bridged implements Generic<String> {

		@Override
		@WebhookListener
		public void on(String body) {
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@WebhookListener(provider = "stripe")
	@interface StripeListener {

		@AliasFor(annotation = WebhookListener.class, attribute = "events")
		String[] types();

	}

	static class Meta {

		@StripeListener(types = "charge.*")
		void on(WebhookEvent event) {
		}

	}

	static class Placeholders {

		@WebhookListener(id = "${i}", provider = "${p}", events = "${e}", condition = "provider() == '${p}'")
		void on(WebhookEvent event) {
		}

	}

	static class Identified {

		@WebhookListener(id = "ID")
		void on(WebhookEvent event) {
		}

	}

	static class Blank {

		@WebhookListener("")
		void on(WebhookEvent event) {
		}

	}

	static class PrivateMethod {

		@WebhookListener
		private void on(WebhookEvent event) {
		}

	}

	static class StaticMethod {

		@WebhookListener
		static void on(WebhookEvent event) {
		}

	}

	static class FutureMethod {

		@WebhookListener
		CompletableFuture<Void> on(WebhookEvent event) {
			return CompletableFuture.completedFuture(null);
		}

	}

	static class ReactiveMethod {

		@WebhookListener
		Flow.Publisher<String> on(WebhookEvent event) {
			return (subscriber) -> {
			};
		}

	}

	static class MonoMethod {

		@WebhookListener
		Mono<String> on(WebhookEvent event) {
			return Mono.empty();
		}

	}

	static class CallableMethod {

		@WebhookListener
		Callable<String> on(WebhookEvent event) {
			return () -> "";
		}

	}

	static class DeferredMethod {

		@WebhookListener
		DeferredResult<String> on(WebhookEvent event) {
			return new DeferredResult<>();
		}

	}

	static class FutureOfAnswerMethod {

		@WebhookListener
		ResponseEntity<CompletableFuture<String>> on(WebhookEvent event) {
			return ResponseEntity.ok(new CompletableFuture<>());
		}

	}

	static class OptionalFutureMethod {

		@WebhookListener
		Optional<CompletableFuture<String>> on(WebhookEvent event) {
			return Optional.empty();
		}

	}

	static class GenericMethod<T> {

		@WebhookListener
		@Nullable T on(WebhookEvent event) {
			return null;
		}

	}

	static class GenericFutureMethod extends GenericMethod<CompletableFuture<String>> {

	}

	static class AsyncMethod {

		@Async
		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

	@Async
	static class AsyncClass {

		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

	@Async("mail")
	@Retention(RetentionPolicy.RUNTIME)
	@interface Mailing {

	}

	static class MetaAsyncMethod {

		@Mailing
		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

	interface AsyncInterface {

		@Async
		void on(WebhookEvent event);

	}

	static class AsyncOfInterface implements AsyncInterface {

		@Override
		@WebhookListener
		public void on(WebhookEvent event) {
		}

	}

	static class AsyncOfSuperclass extends AsyncClass {

		@Override
		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface Background {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync(annotation = Background.class, proxyTargetClass = true)
	static class OwnAsyncConfiguration {

	}

	static class OwnAsyncMethod {

		@Background
		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

	static class AsyncBeside {

		@WebhookListener
		void on(WebhookEvent event) {
		}

		@Background
		void mail() {
		}

	}

	@Scope("prototype")
	static class PrototypeBean {

		@WebhookListener
		void on(WebhookEvent event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyConfiguration {

		@Bean
		@Lazy
		Simple lazy() {
			return new Simple();
		}

	}

	@Scope("prototype")
	static class Prototype {

		@WebhookListener
		Object on(WebhookEvent event) {
			return this;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedConfiguration {

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Simple scoped() {
			return new Simple();
		}

	}

}
