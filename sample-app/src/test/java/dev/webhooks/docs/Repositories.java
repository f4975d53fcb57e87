package dev.webhooks.docs;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookHeader;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class Repositories {

	final List<Object> seen = new ArrayList<>();

	@WebhookListener(provider = "github", events = "push")
	void pushed(@Valid Push push, @WebhookHeader("X-GitHub-Delivery") String delivery) {
		this.seen.add(push.ref() + " " + delivery);
	}

	record Push(@NotBlank String ref, List<Commit> commits) {

		record Commit(String id, String message) {
		}

	}

	@WebhookListener(provider = "github", events = { "issues.opened", "issues.assigned" })
	void issue(@WebhookPayload("/issue/title") String title, @WebhookPayload("/issue/labels") List<Label> labels,
			@WebhookPayload(value = "/assignee/login", required = false) @Nullable String assignee,
			@WebhookPayload("/issue/closed_at") Optional<Instant> closed) {
		this.seen.add(title + " " + labels.size() + " " + assignee + " " + closed.isPresent());
	}

	record Label(String name, URI url) {
	}

	@WebhookListener(provider = "github", events = "release.*")
	void anything(WebhookEvent event, JsonNode tree, Map<String, Object> map, String text, byte[] bytes) {
		this.seen.add(event.types() + " " + tree.at("/release/tag_name").asString() + " " + map.keySet() + " "
				+ text.length() + " " + bytes.length);
	}

}
