/**
 * Fuzz tests of what is made of verified requests, in their package to reach it.
 */
package dev.webhooks.provider;
