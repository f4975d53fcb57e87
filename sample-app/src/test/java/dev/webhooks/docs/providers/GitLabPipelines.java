package dev.webhooks.docs.providers;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

@Component
class GitLabPipelines {

	@WebhookListener(provider = "gitlab", events = "pipeline")
	void finished(@WebhookPayload("/object_attributes") Pipeline pipeline,
			@WebhookPayload("/project/path_with_namespace") String project) {
		System.out.println(project + ": pipeline of " + pipeline.ref() + " " + pipeline.status());
	}

	record Pipeline(String ref, String status) {
	}

}
