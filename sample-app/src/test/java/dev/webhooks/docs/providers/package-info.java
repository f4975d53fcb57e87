/**
 * The listeners that the page on providers shows.
 */
package dev.webhooks.docs.providers;
