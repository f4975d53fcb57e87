package dev.webhooks.docs.readme;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application of the reader.
 */
@SpringBootApplication
class ShopApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(ShopApplication.class, arguments);
	}

}
