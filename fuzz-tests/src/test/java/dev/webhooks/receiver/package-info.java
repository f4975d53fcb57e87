/**
 * Fuzz tests of the whole way of a request.
 */
package dev.webhooks.receiver;
