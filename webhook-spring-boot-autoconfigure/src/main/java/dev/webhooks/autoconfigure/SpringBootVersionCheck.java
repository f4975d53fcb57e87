package dev.webhooks.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Keeps an application with a Spring Boot before 4.0 from starting. It needs nothing that
 * those versions do not have, and comes as soon as the log can show what the matter is.
 */
final class SpringBootVersionCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	/** After the LoggingApplicationListener of Spring Boot. */
	private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 21;

	private static final int OLDEST = 4;

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		check(SpringBootVersion.getVersion());
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	/**
	 * Checks a version of Spring Boot, which is unknown in some repackaged applications.
	 * @throws UnsuitableApplicationException if it is too old
	 */
	static void check(@Nullable String version) {
		if (version != null && major(version) < OLDEST) {
			throw new UnsuitableApplicationException(
					"The webhook starter needs Spring Boot 4, and this application has Spring Boot " + version + ".",
					"Upgrade the application to Spring Boot 4.0 or later, or remove the starter.");
		}
	}

	private static int major(String version) {
		String major = version.substring(0, Math.max(0, version.indexOf('.')));
		return major.matches("\\d{1,4}") ? Integer.parseInt(major) : OLDEST;
	}

}
