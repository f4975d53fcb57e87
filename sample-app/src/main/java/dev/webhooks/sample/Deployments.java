package dev.webhooks.sample;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookEvent;
import dev.webhooks.WebhookListener;
import dev.webhooks.WebhookPayload;

/**
 * Follows the shop's own source code at GitHub: what is pushed, and what was built of it.
 */
@Component
class Deployments {

	private static final Logger logger = LoggerFactory.getLogger(Deployments.class);

	private final List<String> deployed = new CopyOnWriteArrayList<>();

	List<String> all() {
		return List.copyOf(this.deployed);
	}

	@WebhookListener(provider = "github", events = "push", condition = "#payload.ref == 'refs/heads/main'")
	void pushed(@WebhookPayload("/after") String commit, WebhookEvent event) {
		logger.info("Commit {} was pushed, as delivery {} says", commit, event.id());
	}

	@WebhookListener(provider = "github", events = "workflow_run.completed",
			condition = "#payload.workflow_run.conclusion == 'success'")
	void built(@WebhookPayload("/workflow_run") WorkflowRun run) {
		this.deployed.add(run.commit());
		logger.info("Deploying commit {} of branch {}", run.commit(), run.branch());
	}

	/**
	 * The properties of GitHub's workflow run that the shop reads.
	 */
	record WorkflowRun(@JsonProperty("head_branch") String branch, @JsonProperty("head_sha") String commit) {
	}

}
