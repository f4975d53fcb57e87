package dev.webhooks.test.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.annotation.PropertySource;

/**
 * Application with listeners, and with what they need.
 */
@SpringBootApplication
@PropertySource("classpath:shop.properties")
public class ShopApplication {

	@Configuration(proxyBeanMethods = false)
	@Profile("!whole")
	@PropertySource("classpath:shop-production.properties")
	static class Production {

	}

	@Configuration(proxyBeanMethods = false)
	@Profile("whole")
	@PropertySource("classpath:shop-memory.properties")
	static class Memory {

	}

}
