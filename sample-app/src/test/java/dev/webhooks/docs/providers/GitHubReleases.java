package dev.webhooks.docs.providers;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.stereotype.Component;

import dev.webhooks.WebhookListener;

@Component
class GitHubReleases {

	@WebhookListener(provider = "github", events = "release.published")
	void published(Published published) {
		System.out.println(published.repository().fullName() + " has released " + published.release().tagName());
	}

	record Published(Release release, Repository repository) {

		record Release(@JsonProperty("tag_name") String tagName) {
		}

		record Repository(@JsonProperty("full_name") String fullName) {
		}

	}

}
