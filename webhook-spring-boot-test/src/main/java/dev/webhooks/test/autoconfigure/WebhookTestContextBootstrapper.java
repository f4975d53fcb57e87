package dev.webhooks.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.web.WebMergedContextConfiguration;

/**
 * Bootstrapper of {@link WebhookTest @WebhookTest}: a web application without a server.
 */
class WebhookTestContextBootstrapper extends TestSliceTestContextBootstrapper<WebhookTest> {

	@Override
	protected MergedContextConfiguration processMergedContextConfiguration(MergedContextConfiguration mergedConfig) {
		return new WebMergedContextConfiguration(super.processMergedContextConfiguration(mergedConfig),
				determineResourceBasePath(mergedConfig));
	}

}
