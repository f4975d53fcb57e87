package dev.webhooks.test.shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Controller that has nothing to do with webhooks.
 */
@RestController
public class ShopController {

	@GetMapping("/prices")
	String prices() {
		return "none";
	}

}
