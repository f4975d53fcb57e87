package dev.webhooks.actuate;

import java.security.Principal;

import org.springframework.boot.actuate.endpoint.SecurityContext;

/**
 * Operator of the application, and what may be shown.
 *
 * @param name the name of the principal, or what stands for it
 */
record Operator(String name) {

	/** Has reached the endpoint without being asked for a name. */
	static final Operator ANONYMOUS = new Operator("anonymous");

	/** Is at the MBean server, which does not tell. */
	static final Operator JMX = new Operator("jmx");

	static Operator of(SecurityContext context) {
		Principal principal = context.getPrincipal();
		return (principal != null && principal.getName() != null) ? new Operator(principal.getName()) : ANONYMOUS;
	}

}
