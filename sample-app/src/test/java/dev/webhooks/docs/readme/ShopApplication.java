package dev.webhooks.docs.readme;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application of the reader.
 */
@SpringBootApplication
class ShopApplication {

}
