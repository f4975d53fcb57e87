/**
 * The application that the README makes.
 */
package dev.webhooks.docs.readme;
