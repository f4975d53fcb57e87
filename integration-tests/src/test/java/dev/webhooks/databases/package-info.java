/**
 * The databases that tests run on.
 */
@NullMarked
package dev.webhooks.databases;

import org.jspecify.annotations.NullMarked;
