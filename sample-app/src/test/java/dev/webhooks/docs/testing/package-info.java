/**
 * What the page on testing shows.
 */
package dev.webhooks.docs.testing;
