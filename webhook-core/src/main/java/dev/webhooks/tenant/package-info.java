/**
 * Finding out which tenant a request is for, and what its secrets are.
 */
@NullMarked
package dev.webhooks.tenant;

import org.jspecify.annotations.NullMarked;
