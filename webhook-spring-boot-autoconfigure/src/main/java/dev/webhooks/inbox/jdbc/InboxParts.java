package dev.webhooks.inbox.jdbc;

/**
 * The parts of an inbox in a database.
 *
 * @param events reads events
 * @param inserts adds events
 * @param leases the leases of batches
 * @param orderKeys the order keys with open deliveries
 * @param dueTargets finds targets that have something due
 * @param claims leases deliveries
 * @param orderedClaims leases order keys with their deliveries
 * @param ends records the ends of attempts
 * @param renewals renews leases
 * @param changes what operators change
 * @param queries what operators ask
 * @param backlog counts what there is to do
 * @param oldEvents removes what is old
 * @param nodes the nodes that live
 * @param orphans deliveries that no node wants
 * @param lost deliveries that have no lease
 */
record InboxParts(EventTable events, EventInserts inserts, LeaseTable leases, OrderKeyTable orderKeys,
		DueTargets dueTargets, DeliveryClaims claims, OrderedClaims orderedClaims, DeliveryEnds ends,
		DeliveryEnds renewals, DeliveryChanges changes, DeliveryQueries queries, BacklogQueries backlog,
		OldEvents oldEvents, NodeTable nodes, OrphanedDeliveries orphans, LostDeliveries lost) {

	/**
	 * Makes the parts.
	 * @param database the database
	 * @param impatient the same, with a limit on the time of statements for which others
	 * wait
	 */
	static InboxParts of(InboxDatabase database, InboxDatabase impatient) {
		LeaseTable leases = new LeaseTable(database);
		OrderKeyTable orderKeys = new OrderKeyTable(database);
		OrderKeyTable impatientKeys = new OrderKeyTable(impatient);
		DeliveryChanges changes = new DeliveryChanges(database, orderKeys);
		NodeTable nodes = new NodeTable(database);
		return new InboxParts(new EventTable(database), new EventInserts(database, orderKeys, leases),
				new LeaseTable(impatient), orderKeys, new DueTargets(impatient), new DeliveryClaims(impatient),
				new OrderedClaims(impatient, impatientKeys), new DeliveryEnds(database, orderKeys),
				new DeliveryEnds(impatient, impatientKeys), changes, new DeliveryQueries(database),
				new BacklogQueries(database, leases), new OldEvents(database, orderKeys), nodes,
				new OrphanedDeliveries(database, nodes, changes), new LostDeliveries(database, changes));
	}

}
