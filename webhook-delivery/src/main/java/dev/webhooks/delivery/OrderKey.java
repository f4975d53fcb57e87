package dev.webhooks.delivery;

/**
 * Key that a delivery has in common with those that it is in order with.
 *
 * @param value the key as the store stores it
 * @param waitsForDead whether a dead delivery holds up the later ones of its key
 */
public record OrderKey(String value, boolean waitsForDead) {

}
