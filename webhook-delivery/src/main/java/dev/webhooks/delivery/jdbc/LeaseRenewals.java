package dev.webhooks.delivery.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.webhooks.delivery.ClaimedDelivery;
import dev.webhooks.delivery.DeliveryId;
import dev.webhooks.delivery.jdbc.database.Database;
import dev.webhooks.delivery.jdbc.tables.OrderKeyTable;

/**
 * Renews leases, for who has the token; the transaction is the caller's.
 */
final class LeaseRenewals {

	private static final String RENEW = """
			UPDATE {DELIVERY} SET next_attempt_at = ? WHERE event_id = ? AND target = ? AND claim_token = ?""";

	/** Of all deliveries of a key that are leased. */
	private static final String RENEW_KEY = """
			UPDATE {ORDER_KEY} SET due_at = ? WHERE order_key = ? AND target = ? AND claim_token = ?""";

	private final Database database;

	LeaseRenewals(Database database) {
		this.database = database;
	}

	/**
	 * Renews leases.
	 * @return the deliveries whose leases were renewed
	 */
	Set<DeliveryId> renew(Collection<ClaimedDelivery> deliveries, Instant until) {
		Set<DeliveryId> renewed = new HashSet<>();
		renewed.addAll(renewEach(deliveries.stream()
			.filter((delivery) -> delivery.orderKey() == null)
			.sorted(Comparator.comparing(ClaimedDelivery::id, DeliveryEnds.LOCK_ORDER))
			.toList(), until));
		renewed
			.addAll(renewKeys(deliveries.stream().filter((delivery) -> delivery.orderKey() != null).toList(), until));
		return renewed;
	}

	private Set<DeliveryId> renewEach(List<ClaimedDelivery> deliveries, Instant until) {
		int[] counts = deliveries.isEmpty() ? new int[0]
				: this.database.jdbc()
					.batchUpdate(this.database.sql(RENEW),
							deliveries.stream()
								.map((delivery) -> new Object[] { this.database.dialect().bind(until),
										this.database.dialect().bind(delivery.id().event()), delivery.id().target(),
										delivery.lease().token() })
								.toList());
		Set<DeliveryId> renewed = new HashSet<>();
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] != 0) {
				renewed.add(deliveries.get(i).id());
			}
		}
		return renewed;
	}

	private List<DeliveryId> renewKeys(List<ClaimedDelivery> deliveries, Instant until) {
		Map<OrderKeyTable.Key, List<ClaimedDelivery>> byKey = deliveries.stream()
			.collect(Collectors.groupingBy(OrderKeyTable.Key::of, TreeMap::new, Collectors.toList()));
		List<DeliveryId> renewed = new ArrayList<>();
		byKey.forEach((key, ofKey) -> {
			if (this.database.jdbc()
				.update(this.database.sql(RENEW_KEY), this.database.dialect().bind(until), key.value(), key.target(),
						ofKey.get(0).lease().token()) > 0) {
				ofKey.forEach((delivery) -> renewed.add(delivery.id()));
			}
		});
		return renewed;
	}

}
