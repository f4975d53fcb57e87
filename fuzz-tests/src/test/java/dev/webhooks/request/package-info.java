/**
 * Fuzz tests of the parsers, in their package to reach them.
 */
package dev.webhooks.request;
