package dev.webhooks.test.autoconfigure;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JacksonModule;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

import dev.webhooks.WebhookInterceptor;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayloadDecoder;
import dev.webhooks.delivery.DeliveryListener;
import dev.webhooks.delivery.context.DeliveryContext;
import dev.webhooks.fetch.CallbackClient;
import dev.webhooks.fetch.ResourceFetcher;
import dev.webhooks.guard.RateLimitKeyResolver;
import dev.webhooks.guard.RateLimiter;
import dev.webhooks.guard.WebhookGuard;
import dev.webhooks.inbox.WebhookErrorHandler;
import dev.webhooks.listener.WebhookArgumentResolver;
import dev.webhooks.listener.WebhookPayloadConverter;
import dev.webhooks.provider.WebhookProviderCustomizer;
import dev.webhooks.provider.settings.ProviderSettingsCustomizer;
import dev.webhooks.receiver.ReceiveObserver;
import dev.webhooks.receiver.VerifiedRequestGuard;
import dev.webhooks.secret.WebhookRegistration;
import dev.webhooks.secret.WebhookSecretResolver;
import dev.webhooks.secret.WebhookTokenResolver;
import dev.webhooks.signature.SignatureSchemeFactory;

/**
 * Filter of {@link WebhookTest @WebhookTest}: leaves out what takes no part in receiving.
 */
class WebhookTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<WebhookTest> {

	private static final Set<Class<?>> INTERFACES = Set.of(WebhookInterceptor.class, WebhookErrorHandler.class,
			WebhookPayloadConverter.class, WebhookPayloadDecoder.class, WebhookArgumentResolver.class,
			SignatureSchemeFactory.class, WebhookSecretResolver.class, WebhookTokenResolver.class,
			WebhookRegistration.class, WebhookProviderCustomizer.class, ProviderSettingsCustomizer.class,
			WebhookGuard.class, VerifiedRequestGuard.class, ReceiveObserver.class, RateLimiter.class,
			RateLimitKeyResolver.class, CallbackClient.class, ResourceFetcher.class, DeliveryListener.class,
			DeliveryContext.class, Converter.class, GenericConverter.class, JacksonModule.class);

	private static final String JACKSON_COMPONENT = "org.springframework.boot.jackson.JacksonComponent";

	private static final Set<Class<?>> INCLUDES = includes();

	private final Set<Class<?>> listeners;

	WebhookTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		Class<?>[] classes = getAnnotation().getValue("listeners", Class[].class).orElse(new Class<?>[0]);
		this.listeners = new LinkedHashSet<>(Arrays.asList(classes));
	}

	private static Set<Class<?>> includes() {
		Set<Class<?>> includes = new LinkedHashSet<>(INTERFACES);
		ClassLoader classLoader = WebhookTypeExcludeFilter.class.getClassLoader();
		if (ClassUtils.isPresent(JACKSON_COMPONENT, classLoader)) {
			includes.add(ClassUtils.resolveClassName(JACKSON_COMPONENT, classLoader));
		}
		return includes;
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return INCLUDES;
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.listeners;
	}

	@Override
	protected boolean defaultInclude(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory)
			throws IOException {
		return super.defaultInclude(metadataReader, metadataReaderFactory)
				|| (this.listeners.isEmpty() && listens(metadataReader, metadataReaderFactory));
	}

	/** A class that cannot be read, as of a missing dependency, does not listen. */
	private static boolean listens(String name, MetadataReaderFactory factory) {
		try {
			return listens(factory.getMetadataReader(name), factory);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Methods of classes and interfaces above count, too. */
	private static boolean listens(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
		if (reader.getAnnotationMetadata().hasAnnotatedMethods(WebhookListener.class.getName())) {
			return true;
		}
		ClassMetadata type = reader.getClassMetadata();
		for (String name : Stream
			.concat(Stream.ofNullable(type.getSuperClassName()), Arrays.stream(type.getInterfaceNames()))
			.toList()) {
			if (!name.startsWith("java.") && listens(name, factory)) {
				return true;
			}
		}
		return false;
	}

}
