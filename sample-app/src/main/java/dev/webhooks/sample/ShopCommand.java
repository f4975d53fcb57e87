package dev.webhooks.sample;

import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;

/**
 * Answers {@code /shop} in Slack: what the listener returns is what the user reads.
 */
@Component
class ShopCommand {

	private static final Logger logger = LoggerFactory.getLogger(ShopCommand.class);

	private final Orders orders;

	ShopCommand(Orders orders) {
		this.orders = orders;
	}

	@WebhookListener(provider = "slack", events = "/shop")
	Reply answer(Command command) {
		logger.info("{} asks in Slack: /shop {}", command.userName(), command.text());
		return new Reply("ephemeral",
				this.orders.all().stream().map(ShopCommand::line).collect(Collectors.joining("\n")));
	}

	private static String line(Order order) {
		return order.number() + " " + order.product() + ": " + (order.isPaid() ? "paid" : "open");
	}

	/**
	 * The form fields of a slash command that the shop reads.
	 */
	record Command(String text, @JsonProperty("user_name") String userName) {
	}

	/**
	 * A message to the one who asked.
	 */
	record Reply(@JsonProperty("response_type") String type, String text) {
	}

}
