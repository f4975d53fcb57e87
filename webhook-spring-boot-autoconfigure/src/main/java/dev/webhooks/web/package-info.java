/**
 * Controllers, filters and answers of the servlet stack.
 */
@Internal
@NullMarked
package dev.webhooks.web;

import org.jspecify.annotations.NullMarked;

import dev.webhooks.Internal;
