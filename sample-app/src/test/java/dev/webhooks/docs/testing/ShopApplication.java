package dev.webhooks.docs.testing;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application that is tested.
 */
@SpringBootApplication
class ShopApplication {

}
