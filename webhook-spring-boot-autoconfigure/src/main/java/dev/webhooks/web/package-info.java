/**
 * Controllers, filters and answers of the servlet stack.
 */
@NullMarked
package dev.webhooks.web;

import org.jspecify.annotations.NullMarked;
