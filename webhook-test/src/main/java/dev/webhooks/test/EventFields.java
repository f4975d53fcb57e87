package dev.webhooks.test;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.ClassPathResource;

/**
 * Fields that tell one event from another where a provider gives its events no id.
 * Immutable.
 */
final class EventFields {

	private static final String TIME = "time:";

	private static final Map<String, List<String>> OF_PRESETS = read();

	/** Milliseconds that no other of the last thousand events has had. */
	private static final AtomicInteger MOMENTS = new AtomicInteger();

	private final List<String> places;

	private EventFields(List<String> places) {
		this.places = places;
	}

	static EventFields of(String preset) {
		return new EventFields(OF_PRESETS.getOrDefault(preset, List.of()));
	}

	private static Map<String, List<String>> read() {
		try (InputStream input = new ClassPathResource("dev/webhooks/test/event-fields.yml",
				EventFields.class.getClassLoader())
			.getInputStream()) {
			return new Yaml(new SafeConstructor(new LoaderOptions())).load(input);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The fields of events cannot be read", ex);
		}
	}

	/**
	 * Changes the first field that is there.
	 * @return whether there is one
	 */
	boolean refresh(DraftDocument document, @Nullable JsonNode item, Instant now) {
		for (String place : this.places) {
			String pointer = place.startsWith(TIME) ? place.substring(TIME.length()) : place;
			String value = DraftDocument.text(item, pointer);
			if (value != null) {
				String fresh = place.startsWith(TIME) ? FreshTimes.like(value, moment(now)) : FreshIds.like(value);
				document.put(item, pointer, fresh);
				new IdCopies(document).replace(value, fresh, item);
				return true;
			}
		}
		return false;
	}

	private static Instant moment(Instant now) {
		return now.plus(Duration.ofMillis(Math.floorMod(MOMENTS.incrementAndGet(), 1000)));
	}

}
