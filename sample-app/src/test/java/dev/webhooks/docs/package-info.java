/**
 * The code that the README and the pages of {@code docs} show, compiled and tried out.
 */
package dev.webhooks.docs;
