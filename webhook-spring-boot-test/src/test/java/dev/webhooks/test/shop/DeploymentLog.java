package dev.webhooks.test.shop;

import org.springframework.stereotype.Component;

/**
 * Inherits a listener.
 */
@Component
public class DeploymentLog implements Deployments {

}
