package dev.webhooks.databases;

/**
 * Where a database is, and who may use it.
 */
record DatabaseAddress(String url, String user, String password) {
}
