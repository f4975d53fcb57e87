/**
 * Signed requests to an application under test, and assertions on what becomes of them.
 */
@NullMarked
package dev.webhooks.test.web;

import org.jspecify.annotations.NullMarked;
