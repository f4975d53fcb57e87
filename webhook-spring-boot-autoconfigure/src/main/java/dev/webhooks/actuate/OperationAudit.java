package dev.webhooks.actuate;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

import dev.webhooks.request.LogText;

/**
 * Publishes an audit event for each operation, those that fail included. What it tells is
 * what the operator wrote, and how many deliveries that changed.
 */
final class OperationAudit {

	private static final Logger logger = LoggerFactory.getLogger(OperationAudit.class);

	/**
	 * Stands before the name of an operation in the types of events.
	 */
	static final String TYPE_PREFIX = "WEBHOOKS_";

	private final ApplicationEventPublisher publisher;

	private final Clock clock;

	OperationAudit(ApplicationEventPublisher publisher, Clock clock) {
		this.publisher = publisher;
		this.clock = clock;
	}

	<T extends @Nullable ChangeView> T audited(Operator operator, String operation, Map<String, String> parameters,
			Supplier<T> change) {
		Map<String, Object> data = new LinkedHashMap<>();
		parameters.forEach((name, value) -> data.put(name, LogText.of(value)));
		try {
			T result = change.get();
			data.put("changed", (result != null) ? Objects.requireNonNullElse(result.changed(), 0) : 0);
			return result;
		}
		catch (RefusedOperationException ex) {
			data.put("failure", ex.reason());
			throw ex;
		}
		catch (RuntimeException ex) {
			data.put("failure", ex.getClass().getName());
			throw ex;
		}
		finally {
			publish(new AuditEvent(this.clock.instant(), operator.name(),
					TYPE_PREFIX + operation.toUpperCase(Locale.ROOT), data));
		}
	}

	/** An operation that was done is answered, whatever becomes of its event. */
	private void publish(AuditEvent event) {
		try {
			this.publisher.publishEvent(new AuditApplicationEvent(event));
		}
		catch (RuntimeException ex) {
			logger.error("{} by '{}' could not be audited", event.getType(), event.getPrincipal(), ex);
		}
	}

}
