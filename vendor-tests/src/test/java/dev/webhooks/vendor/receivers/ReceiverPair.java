package dev.webhooks.vendor.receivers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static java.util.Objects.requireNonNull;

/**
 * One receiver twice, each in an application of its own: the controller as it stands in
 * applications, and the listener that replaces it, with the settings in {@code after.yml}
 * beside it.
 */
public final class ReceiverPair implements BeforeAllCallback, AfterAllCallback {

	private final Class<?> before;

	private final Class<?> after;

	private final Class<?>[] shared;

	private final Map<String, Object> properties = new HashMap<>();

	private @Nullable Receiver controller;

	private @Nullable Receiver listener;

	private ReceiverPair(Class<?> before, Class<?> after, Class<?>... shared) {
		this.before = before;
		this.after = after;
		this.shared = shared;
	}

	/**
	 * Creates a pair.
	 * @param before the controller
	 * @param after the listener
	 * @param shared further beans of both applications
	 */
	public static ReceiverPair of(Class<?> before, Class<?> after, Class<?>... shared) {
		return new ReceiverPair(before, after, shared);
	}

	/**
	 * Sets a property of both applications.
	 */
	public ReceiverPair with(String name, String value) {
		this.properties.put(name, value);
		return this;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.controller = new Receiver("the controller", this.properties, with(this.before));
		Map<String, Object> settings = new HashMap<>(this.properties);
		settings.put("spring.config.location",
				"classpath:/" + this.after.getPackageName().replace('.', '/') + "/after.yml");
		this.listener = new Receiver("the listener", settings, with(this.after));
	}

	private Class<?>[] with(Class<?> bean) {
		return Stream.concat(Stream.of(bean), Stream.of(this.shared)).toArray(Class<?>[]::new);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		Stream.of(this.controller, this.listener).filter((receiver) -> receiver != null).forEach(Receiver::close);
	}

	/**
	 * Sends a request to both.
	 */
	public Reactions send(VendorRequest request) {
		return new Reactions(List.of(controller().send(request), listener().send(request)));
	}

	/**
	 * Sends a request to the one that has replaced the other.
	 */
	public Reactions sendAfter(VendorRequest request) {
		return new Reactions(List.of(listener().send(request)));
	}

	/**
	 * Sends a request of which the business method fails.
	 */
	public Reactions sendWhileFailing(VendorRequest request) {
		controller().work().failNext();
		listener().work().failNext();
		return send(request);
	}

	/**
	 * Sends a request of which the business method fails to the one that has replaced the
	 * other.
	 */
	public Reactions sendAfterWhileFailing(VendorRequest request) {
		listener().work().failNext();
		return sendAfter(request);
	}

	private Receiver controller() {
		return requireNonNull(this.controller);
	}

	private Receiver listener() {
		return requireNonNull(this.listener);
	}

}
