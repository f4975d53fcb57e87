package dev.webhooks.listener;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.webhooks.Internal;
import dev.webhooks.WebhookPayloadException;
import dev.webhooks.provider.NamePatterns;

/**
 * One discovered {@link dev.webhooks.WebhookListener @WebhookListener} method. Immutable
 * and safe for use by several threads; {@link WebhookDispatcher} calls it.
 */
@Internal
public final class WebhookListenerMethod {

	private final String id;

	private final NamePatterns providers;

	private final NamePatterns events;

	private final int order;

	private final @Nullable ListenerCondition condition;

	private final boolean transactional;

	private final Method method;

	private final ListenerBean bean;

	private final ListenerArgument[] arguments;

	WebhookListenerMethod(ListenerAttributes attributes, int order, Method method, ListenerBean bean,
			List<ListenerArgument> arguments) {
		this.id = attributes.id();
		this.providers = attributes.providers();
		this.events = attributes.events();
		this.condition = attributes.condition();
		this.transactional = attributes.transactional();
		this.order = order;
		this.method = method;
		this.bean = bean;
		this.arguments = arguments.toArray(ListenerArgument[]::new);
	}

	/**
	 * Stable identifier.
	 * @return the id of the annotation; else the class and the method, with the parameter
	 * types where the class has several listeners of that name, and the bean name where
	 * several beans have that class
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Patterns of the names of the providers whose events the method receives.
	 * @return the patterns
	 */
	public NamePatterns providers() {
		return this.providers;
	}

	/**
	 * Patterns of the event types that the method receives.
	 * @return the patterns
	 */
	public NamePatterns events() {
		return this.events;
	}

	/**
	 * Condition that an event has to meet.
	 * @return the SpEL expression or {@code null} if there is none
	 */
	public @Nullable String condition() {
		return (this.condition != null) ? this.condition.expression() : null;
	}

	/**
	 * Place of this listener among those of one event.
	 * @return the order; the lowest comes first
	 */
	public int order() {
		return this.order;
	}

	/**
	 * Whether the method runs in one transaction with recording that it has run.
	 * @return whether it needs an inbox with transactions
	 */
	public boolean isTransactional() {
		return this.transactional;
	}

	/**
	 * Scope of the bean that the method belongs to.
	 * @return the name of the scope, that of the target where the bean is a scoped proxy
	 */
	public String scope() {
		return this.bean.scope();
	}

	/**
	 * The annotated method.
	 * @return the method as the class or interface of the application declares it
	 */
	public Method method() {
		return this.method;
	}

	/**
	 * Names the method for messages.
	 * @return the class and the method, with the types of its parameters
	 */
	public String describe() {
		return InvalidWebhookListenerException.describe(this.method.getDeclaringClass(), this.method);
	}

	/**
	 * Tells whether this method receives events of a provider and a type, apart from its
	 * condition.
	 * @param provider the name of the provider
	 * @param types the names of the event's type
	 * @return whether one of the types matches
	 */
	public boolean matches(String provider, List<String> types) {
		return this.providers.matches(provider) && this.events.matchesAny(types);
	}

	/**
	 * Tells whether the condition holds.
	 * @throws WebhookPayloadException if it cannot read the payload
	 * @throws ConditionFailedException if it fails
	 */
	boolean accepts(EventPayload payload) {
		try {
			return this.condition == null || this.condition.isTrue(payload);
		}
		catch (WebhookPayloadException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw ConditionFailedException.of(this, ex);
		}
	}

	@Nullable Object invoke(EventPayload payload) throws Exception {
		return this.bean.call(resolve(payload));
	}

	private @Nullable Object[] resolve(EventPayload payload) throws Exception {
		@Nullable Object[] values = new @Nullable Object[this.arguments.length];
		try {
			for (int i = 0; i < values.length; i++) {
				values[i] = this.arguments[i].resolve(payload);
			}
		}
		catch (StackOverflowError ex) {
			throw new WebhookPayloadException("The payload is too deep", null);
		}
		return values;
	}

	/**
	 * Shows the id.
	 */
	@Override
	public String toString() {
		return this.id;
	}

}
