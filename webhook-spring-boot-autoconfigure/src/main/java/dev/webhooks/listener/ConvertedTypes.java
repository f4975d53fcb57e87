package dev.webhooks.listener;

import java.io.StringWriter;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/**
 * Leaves the types that a {@link WebhookPayloadConverter} knows to it, wherever they
 * stand in a type that Jackson reads, and refuses those that nobody can read.
 */
final class ConvertedTypes extends JacksonModule {

	private static final String JACKSON = "tools.jackson.databind.";

	private final List<WebhookPayloadConverter> converters;

	/** Knows the modules of the application, and nothing of this one. */
	private final JsonMapper mapper;

	ConvertedTypes(JsonMapper mapper, List<WebhookPayloadConverter> converters) {
		this.mapper = mapper;
		this.converters = List.copyOf(converters);
	}

	@Override
	public String getModuleName() {
		return "webhook-payload-converters";
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		context.addDeserializers(new ConvertedDeserializers());
	}

	@Nullable WebhookPayloadConverter converter(Class<?> type) {
		return this.converters.stream().filter((converter) -> converter.supports(type)).findFirst().orElse(null);
	}

	private @Nullable ValueDeserializer<?> find(JavaType type) {
		WebhookPayloadConverter converter = converter(type.getRawClass());
		String problem = (converter == null) ? UnreadableTypes.problemOf(type.getRawClass()) : null;
		if ((converter == null && problem == null) || isReadByTheApplication(type)) {
			return null;
		}
		if (converter != null) {
			return new ConvertedValue(converter, type);
		}
		throw InvalidDefinitionException.from((JsonParser) null, problem, type);
	}

	/** A module of the application's mapper may have a deserializer of its own. */
	private boolean isReadByTheApplication(JavaType type) {
		try {
			ValueDeserializer<?> found = PayloadTypes.deserializer(this.mapper, type);
			return !found.getClass().getName().startsWith(JACKSON);
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	/**
	 * Asks for each type that is no scalar.
	 */
	private final class ConvertedDeserializers extends Deserializers.Base {

		@Override
		public @Nullable ValueDeserializer<?> findBeanDeserializer(JavaType type, DeserializationConfig config,
				BeanDescription.Supplier description) {
			return find(type);
		}

		@Override
		public @Nullable ValueDeserializer<?> findTreeNodeDeserializer(JavaType type, DeserializationConfig config,
				BeanDescription.Supplier description) {
			return find(type);
		}

		@Override
		public @Nullable ValueDeserializer<?> findEnumDeserializer(JavaType type, DeserializationConfig config,
				BeanDescription.Supplier description) {
			return find(type);
		}

		@Override
		public @Nullable ValueDeserializer<?> findCollectionDeserializer(CollectionType type,
				DeserializationConfig config, BeanDescription.Supplier description, @Nullable TypeDeserializer types,
				@Nullable ValueDeserializer<?> elements) {
			return find(type);
		}

		@Override
		public @Nullable ValueDeserializer<?> findMapDeserializer(MapType type, DeserializationConfig config,
				BeanDescription.Supplier description, @Nullable KeyDeserializer keys, @Nullable TypeDeserializer types,
				@Nullable ValueDeserializer<?> elements) {
			return find(type);
		}

		@Override
		public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
			return converter(type) != null;
		}

	}

	/**
	 * Copies a value as it stands and has it read by a converter.
	 */
	private static final class ConvertedValue extends ValueDeserializer<Object> {

		private static final JsonFactory JSON = new JsonFactory();

		private final WebhookPayloadConverter converter;

		private final JavaType type;

		ConvertedValue(WebhookPayloadConverter converter, JavaType type) {
			this.converter = converter;
			this.type = type;
		}

		@Override
		public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
			StringWriter json = new StringWriter();
			try (JsonGenerator generator = JSON.createGenerator(json)) {
				generator.copyCurrentStructureExact(parser);
			}
			try {
				return this.converter.read(json.toString(), PayloadTypes.reflected(this.type));
			}
			catch (Exception ex) {
				return context.reportInputMismatch(this.type, "The converter of the type has refused it");
			}
		}

		/** The converter finds out by itself which class is meant. */
		@Override
		public @Nullable Object deserializeWithType(JsonParser parser, DeserializationContext context,
				TypeDeserializer types) {
			return deserialize(parser, context);
		}

	}

}
