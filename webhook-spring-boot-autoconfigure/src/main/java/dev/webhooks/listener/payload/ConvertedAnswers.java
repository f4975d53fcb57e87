package dev.webhooks.listener.payload;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;

import dev.webhooks.Internal;
import dev.webhooks.listener.WebhookPayloadConverter;

/**
 * Leaves the types that a {@link WebhookPayloadConverter} writes to it, wherever they
 * stand in what a listener returns. Those that a module of the application writes are
 * left to that.
 */
@Internal
public final class ConvertedAnswers extends JacksonModule {

	private final List<WebhookPayloadConverter> converters;

	/** Knows the modules of the application, and nothing of this one. */
	private final JsonMapper mapper;

	private ConvertedAnswers(JsonMapper mapper, List<WebhookPayloadConverter> converters) {
		this.mapper = mapper;
		this.converters = List.copyOf(converters);
	}

	/**
	 * Makes a mapper that knows the converters.
	 * @param mapper writes all other types
	 * @param converters write the types that they know
	 * @return the new mapper
	 */
	public static JsonMapper addTo(JsonMapper mapper, List<WebhookPayloadConverter> converters) {
		return mapper.rebuild().addModule(new ConvertedAnswers(mapper, converters)).build();
	}

	@Override
	public String getModuleName() {
		return "webhook-answer-converters";
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		context.addSerializers(new ConvertedSerializers());
	}

	private final class ConvertedSerializers implements Serializers {

		@Override
		public @Nullable ValueSerializer<?> findSerializer(SerializationConfig config, JavaType type,
				BeanDescription.Supplier description, JsonFormat.@Nullable Value format) {
			return converters.stream()
				.filter((converter) -> converter.writes(type.getRawClass()) && !isWrittenByTheApplication(type))
				.findFirst()
				.map(ConvertedValue::new)
				.orElse(null);
		}

	}

	private boolean isWrittenByTheApplication(JavaType type) {
		try {
			String serializer = this.mapper._serializationContext().findValueSerializer(type).getClass().getName();
			return !serializer.startsWith("tools.jackson.databind.");
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private static final class ConvertedValue extends ValueSerializer<Object> {

		private final WebhookPayloadConverter converter;

		ConvertedValue(WebhookPayloadConverter converter) {
			this.converter = converter;
		}

		@Override
		public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
			try {
				generator.writeRawValue(this.converter.write(value));
			}
			catch (Exception ex) {
				throw DatabindException.from(generator, "The converter of the type cannot write it", ex);
			}
		}

		@Override
		public void serializeWithType(Object value, JsonGenerator generator, SerializationContext context,
				TypeSerializer types) {
			serialize(value, generator, context);
		}

	}

}
