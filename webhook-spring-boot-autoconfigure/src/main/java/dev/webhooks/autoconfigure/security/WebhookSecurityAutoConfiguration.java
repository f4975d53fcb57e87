package dev.webhooks.autoconfigure.security;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

import dev.webhooks.autoconfigure.web.WebhookWebMvcAutoConfiguration;
import dev.webhooks.web.ProviderPaths;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for an application with Spring
 * Security: requests to exactly the paths of the providers are let through, since their
 * signatures are what authenticates them. Nothing else of the application's security
 * changes.
 * <p>
 * It comes after those of Spring Boot and of its integrations, which back off where there
 * is a {@link SecurityFilterChain} already: the application keeps the protection that it
 * has by default.
 */
@AutoConfiguration(after = WebhookWebMvcAutoConfiguration.class, afterName = {
		"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration" })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ HttpSecurity.class, SecurityFilterChain.class })
@ConditionalOnBean({ HttpSecurity.class, ProviderPaths.class })
@ConditionalOnBooleanProperty(name = { "webhooks.enabled", "webhooks.security.enabled" }, matchIfMissing = true)
public final class WebhookSecurityAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "webhookSecurityFilterChain")
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain webhookSecurityFilterChain(HttpSecurity http, ProviderPaths paths) {
		http.securityMatcher(paths::matches)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.csrf(AbstractHttpConfigurer::disable)
			.cors(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		return http.build();
	}

}
